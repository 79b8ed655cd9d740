package ems.ledger.bill;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;

import ems.market.bill.BillSum;
import ems.market.quantity.MatchingPeriod;

/**
 * What was booked for one party on one day, UTC.
 *
 * @param minutes of the day whose periods booked it, from 0 to 1,439
 */
public record BilledDay(LocalDate day, BillSum sum, BitSet minutes) {

    private static final int SECONDS_A_MINUTE = 60;

    public BilledDay {
        minutes = (BitSet) minutes.clone();
    }

    static LocalDate dayOf(MatchingPeriod period) {
        return LocalDate.ofInstant(period.start(), ZoneOffset.UTC);
    }

    static BilledDay of(MatchingPeriod period, BillSum sum) {
        var minutes = new BitSet();
        minutes.set(period.start().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / SECONDS_A_MINUTE);
        return new BilledDay(dayOf(period), sum, minutes);
    }

    /** With what else was booked on the same day. */
    BilledDay plus(BilledDay other) {
        var all = (BitSet) minutes.clone();
        all.or(other.minutes);
        return new BilledDay(day, sum.plus(other.sum), all);
    }

    /** The periods that booked it, newest first. */
    public List<MatchingPeriod> periods() {
        var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return minutes.stream()
                .boxed()
                .sorted((one, other) -> other - one)
                .map(minute -> new MatchingPeriod(midnight.plusSeconds((long) minute * SECONDS_A_MINUTE)))
                .toList();
    }
}
