package ems.study.whatif;

import ems.market.quantity.MatchingPeriod;

/** Told how far a replay is; may end it by throwing. */
@FunctionalInterface
public interface ReplayProgress {

    /** @param done periods of the total */
    void at(long done, long total, MatchingPeriod period);
}
