/** What the commands make of a study's files, tried with the packaged application. */
package ems.features.study;
