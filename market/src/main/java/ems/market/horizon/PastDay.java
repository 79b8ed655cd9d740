package ems.market.horizon;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.PeriodRecord;

/**
 * What the market knows of a sealed day. As the days of the bills, it is one of UTC: no zone and no version of its rules decides
 * which minutes are its own, and none is missing or lived twice.
 *
 * @param date in UTC
 * @param minutes 1,440 by time of day in UTC
 */
public record PastDay(LocalDate date, List<PastMinute> minutes) {

    static final int MINUTES = 24 * 60;

    public PastDay {
        minutes = List.copyOf(minutes);
        if (minutes.size() != MINUTES) {
            throw new IllegalArgumentException(
                    date + " has " + minutes.size() + " minutes of the day, and not " + MINUTES);
        }
    }

    /**
     * From its sealed periods. A minute without one is {@link PastMinute#SILENT}.
     *
     * @param sealed in order of time; those of other days are passed over
     */
    public static PastDay of(LocalDate date, Stream<PeriodRecord> sealed) {
        var minutes = new PastMinute[MINUTES];
        Arrays.fill(minutes, PastMinute.SILENT);
        sealed.forEach(period -> {
            var start = period.key().period().start().atOffset(ZoneOffset.UTC);
            if (start.toLocalDate().equals(date)) {
                minutes[minuteOf(start.toLocalTime())] = PastMinute.of(period);
            }
        });
        return new PastDay(date, List.of(minutes));
    }

    static int minuteOf(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    /** How full the fleet was when the first EV with a window stood by; {@link FleetFill#NONE} if none did. */
    FleetFill start() {
        return minutes.stream()
                .map(PastMinute::fleet)
                .filter(fleet -> !fleet.capacity().isZero())
                .findFirst()
                .orElse(FleetFill.NONE);
    }

    /** All windows together, when most was there; nothing if no EV had one. */
    Energy capacity() {
        return minutes.stream()
                .map(minute -> minute.fleet().capacity())
                .reduce(Energy.ZERO, (most, other) -> most.compareTo(other) >= 0 ? most : other);
    }

    /** What the grid asked on average over the minutes with EVs, rounded down to 1e-4 p/kWh; 0 without one. */
    Price meanBuy() {
        var mean = minutes.stream()
                .filter(minute -> minute.vehicles() > 0)
                .mapToLong(minute -> minute.prices().buy().tenThousandthsOfPencePerKilowattHour())
                .summaryStatistics();
        return new Price(mean.getCount() == 0 ? 0 : Math.floorDiv(mean.getSum(), mean.getCount()));
    }
}
