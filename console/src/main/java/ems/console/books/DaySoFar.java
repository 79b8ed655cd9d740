package ems.console.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import ems.market.bill.BatteryFlows;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * Adds up the settled periods of one grid's present day (UTC), each once however often it is added; at most 1,440. Safe
 * for several threads.
 */
public final class DaySoFar {

    private final Set<MatchingPeriod> settled = new HashSet<>();
    private final Map<VehicleId, BatteryFlows> flows = new HashMap<>();
    private PeriodBooks sum = PeriodBooks.NOTHING;
    private Energy brought = Energy.ZERO;
    private LocalDate day = LocalDate.MIN;

    /** Takes a settled period; others, and those of days before the latest, are left out. */
    public synchronized void add(MatchingPeriod period, EndedPeriod ended) {
        var itsDay = dayOf(period.start());
        if (!ended.settled() || itsDay.isBefore(day)) {
            return;
        }
        if (itsDay.isAfter(day)) {
            settled.clear();
            flows.clear();
            brought = Energy.ZERO;
            sum = PeriodBooks.NOTHING;
            day = itsDay;
        }
        if (settled.add(period)) {
            sum = sum.plus(ended.books());
            ended.flows().forEach(this::add);
        }
    }

    private void add(VehicleId vehicle, BatteryFlows more) {
        var before = flows.getOrDefault(vehicle, BatteryFlows.NOTHING);
        var after = before.plus(more);
        flows.put(vehicle, after);
        brought = brought.plus(after.brought()).minus(before.brought());
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
                ? TotalsNow.of(today, settled.size(), unread, unreadable, sum, brought)
                : TotalsNow.of(today, 0, unread, unreadable, PeriodBooks.NOTHING, Energy.ZERO);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
