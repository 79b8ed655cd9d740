package ems.study.recorded;

import java.util.List;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/** How many periods to read at once: as many as hold some 60 MB of entries, as the last ones were, and at most an hour of them. */
public final class PeriodsAtOnce {

    private static final int MOST = 60;
    private static final long ENTRIES = 200_000;

    private int periods = 1;

    public MatchingPeriod after(MatchingPeriod start) {
        return new MatchingPeriod(start.start().plus(MatchingPeriod.LENGTH.multipliedBy(periods)));
    }

    MatchingPeriod before(MatchingPeriod end) {
        return new MatchingPeriod(end.start().minus(MatchingPeriod.LENGTH.multipliedBy(periods)));
    }

    /** They were read, and tell how many fit the next time. */
    public void saw(List<PeriodRecord> records) {
        long largest = records.stream()
                .mapToLong(record -> record.entries().count())
                .max()
                .orElse(1);
        periods = (int) Math.max(1, Math.min(MOST, ENTRIES / Math.max(1, largest)));
    }
}
