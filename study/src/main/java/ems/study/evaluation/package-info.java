/** How good the forecasts of a scenario's homes are, and what they are worth in trading. */
@NullMarked
package ems.study.evaluation;

import org.jspecify.annotations.NullMarked;
