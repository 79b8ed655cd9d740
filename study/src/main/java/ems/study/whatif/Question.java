package ems.study.whatif;

import ems.market.record.PeriodRecord;
import ems.study.recorded.ReplayRefused;

/** A what-if, as far as it is answered. */
interface Question extends AutoCloseable {

    /**
     * Goes over the next period of the range.
     *
     * @throws ReplayRefused if it does not come out as it is booked
     */
    void take(PeriodRecord period);

    /** @param periods of the range, the abandoned among them */
    WhatIfResult result(long periods, long abandoned);

    @Override
    default void close() {}
}
