package ems.forecasting.round;

import java.time.Duration;
import java.time.Instant;

import ems.market.quantity.MatchingPeriod;

/**
 * When what is due in a round: it has the minute before its merge, and each of four stages a quarter of that. The last one goes on
 * until the merge is made.
 *
 * @param at the period in which the merge is made
 */
record RoundTimes(MatchingPeriod at) {

    private static final Duration STAGE = MatchingPeriod.LENGTH.dividedBy(4);

    /** From then on announcements are taken. */
    Instant begin() {
        return at.previous().start();
    }

    Instant announcedBy() {
        return begin().plus(STAGE);
    }

    /** @param attempt 1 or 2 */
    Instant sentBy(int attempt) {
        return announcedBy().plus(STAGE.multipliedBy(attempt));
    }
}
