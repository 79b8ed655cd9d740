/** The market's promises, played against the packaged application through its doors. */
package ems.features;
