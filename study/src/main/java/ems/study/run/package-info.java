/** Runs a scenario: the same market as the live one, period after period, several runs side by side. */
@NullMarked
package ems.study.run;

import org.jspecify.annotations.NullMarked;
