/** How good the forecasts of a scenario's homes are, and what they are worth in trading. */
package ems.study.evaluation;
