package ems.features.crash;

import java.time.Duration;

import ems.market.period.MatchingPeriod;

/**
 * One death of the market.
 *
 * @param after wall time between the beginning of the task and the kill
 */
record Kill(Moment moment, MatchingPeriod period, Duration after) {}
