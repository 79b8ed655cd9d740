package ems.routes.clock;

import ems.market.quantity.MatchingPeriod;

/**
 * Periods in a row that will never run.
 *
 * @param last as late as the first or later
 */
public record SkippedPeriods(MatchingPeriod first, MatchingPeriod last, String reason) {

    public SkippedPeriods {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("skipped periods end with " + last + " before they begin with " + first);
        }
    }

    public long count() {
        return first.periodsUntil(last.next());
    }
}
