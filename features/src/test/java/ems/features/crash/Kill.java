package ems.features.crash;

import java.time.Duration;

import ems.market.quantity.MatchingPeriod;

/**
 * One death of the market.
 *
 * @param after wall time between the beginning of the task and the kill
 */
record Kill(Moment moment, MatchingPeriod period, Duration after) {

    @Override
    public String toString() {
        return moment + " of " + period + ", " + after.toMillis() + " ms after it began";
    }
}
