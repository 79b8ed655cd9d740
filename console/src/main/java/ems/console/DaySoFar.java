package ems.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;

/**
 * Adds up the settled periods of one grid's present day (UTC), each once however often it is added; at most 1,440. Safe
 * for several threads.
 */
public final class DaySoFar {

    private final Map<MatchingPeriod, PeriodBooks> settled = new TreeMap<>();
    private LocalDate day = LocalDate.MIN;

    /** Takes a settled period; others, and those of days before the latest, are left out. */
    public synchronized void add(PeriodRecord record) {
        var period = record.key().period();
        if (!record.has(Step.SETTLE) || settled.containsKey(period)) {
            return;
        }
        var itsDay = dayOf(period.start());
        if (itsDay.isAfter(day)) {
            settled.clear();
            day = itsDay;
        }
        if (itsDay.equals(day)) {
            settled.put(period, PeriodBooks.of(record));
        }
    }

    /** The totals of the day that contains the clock: nothing yet, if no period of it is settled. */
    public synchronized TotalsNow totals(Instant clock) {
        var today = dayOf(clock);
        if (!today.equals(day)) {
            return TotalsNow.of(today, 0, PeriodBooks.NOTHING);
        }
        var sum = settled.values().stream().reduce(PeriodBooks.NOTHING, PeriodBooks::plus);
        return TotalsNow.of(today, settled.size(), sum);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
