package ems.console.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import ems.market.quantity.MatchingPeriod;

/**
 * Adds up the settled periods of one grid's present day (UTC), each once however often it is added; at most 1,440. Safe
 * for several threads.
 */
public final class DaySoFar {

    private final Set<MatchingPeriod> settled = new HashSet<>();
    private PeriodBooks sum = PeriodBooks.NOTHING;
    private LocalDate day = LocalDate.MIN;

    /** Takes a settled period; others, and those of days before the latest, are left out. */
    public synchronized void add(MatchingPeriod period, EndedPeriod ended) {
        var itsDay = dayOf(period.start());
        if (!ended.settled() || itsDay.isBefore(day)) {
            return;
        }
        if (itsDay.isAfter(day)) {
            settled.clear();
            sum = PeriodBooks.NOTHING;
            day = itsDay;
        }
        if (settled.add(period)) {
            sum = sum.plus(ended.books());
        }
    }

    /**
     * The totals of the day that contains the clock: nothing yet, if no period of it is settled.
     *
     * @param unread periods of which nobody knows yet whether they were settled
     * @param unreadable periods of which nobody will know, as their record is damaged
     */
    public synchronized TotalsNow totals(Instant clock, int unread, int unreadable) {
        var today = dayOf(clock);
        return today.equals(day)
                ? TotalsNow.of(today, settled.size(), unread, unreadable, sum)
                : TotalsNow.of(today, 0, unread, unreadable, PeriodBooks.NOTHING);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
