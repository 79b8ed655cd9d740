/** The packaged application in a real browser: what its pages do there, and what pages of other sites cannot. */
package ems.features.browser;
