package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;

/**
 * Periods in a row that were never started, as one record of the ledger says of them.
 *
 * @param state why: SKIPPED or PAUSED
 * @param first start of the first of them
 * @param last start of the last, which has the record
 * @param words what happened, in whole sentences
 * @param order who let the grid rest, and why; empty: nobody ordered it
 */
public record MissedPeriods(
        PeriodState state, Instant first, Instant last, String words, Optional<Intervention> order) {

    /**
     * @param orders finds an order by its number in the trail
     * @return empty if the period was started
     */
    static Optional<MissedPeriods> of(PeriodRecord record, LongFunction<Optional<Intervention>> orders) {
        var period = record.key().period();
        return record.first(Abandonment.class)
                .filter(abandoned -> !abandoned.isByOperator())
                .flatMap(abandoned -> first(abandoned, period)
                        .map(first -> new MissedPeriods(
                                abandoned.isByPause() ? PeriodState.PAUSED : PeriodState.SKIPPED,
                                first.start(),
                                period.start(),
                                words(abandoned, first, period),
                                abandoned.trail().isPresent()
                                        ? orders.apply(abandoned.trail().getAsLong())
                                        : Optional.empty())));
    }

    /** Whether the period is one of them. */
    boolean holds(MatchingPeriod period) {
        return !period.start().isBefore(first) && !period.start().isAfter(last);
    }

    private static Optional<MatchingPeriod> first(Abandonment abandoned, MatchingPeriod recorded) {
        return abandoned.reason().equals(Abandonment.INTERRUPTED)
                ? Optional.of(recorded)
                : abandoned.skippedFrom(recorded);
    }

    private static String words(Abandonment abandoned, MatchingPeriod first, MatchingPeriod last) {
        if (abandoned.isByPause()) {
            return "An operator had paused the grid: the period was not started, and nobody traded in it.";
        }
        if (abandoned.reason().equals(Abandonment.INTERRUPTED)) {
            return "The market ended before the bids of the period were matched: nobody traded in it.";
        }
        return first.equals(last)
                ? "The period was not started, and nobody traded in it: " + abandoned.why() + "."
                : first.periodsUntil(last.next()) + " periods, from " + first + " to " + last
                        + ", were not started, and nobody traded in them: " + abandoned.why() + ".";
    }
}
