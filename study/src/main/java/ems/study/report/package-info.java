/** The study's results as one page that a person can read, print and pass on. */
package ems.study.report;
