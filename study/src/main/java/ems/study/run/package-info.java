/** Runs a scenario: the same market as the live one, period after period, several runs side by side. */
package ems.study.run;
