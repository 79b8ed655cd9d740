/** The study's results as one page that a person can read, print and pass on. */
@NullMarked
package ems.study.report;

import org.jspecify.annotations.NullMarked;
