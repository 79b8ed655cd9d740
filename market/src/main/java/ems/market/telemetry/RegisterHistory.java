package ems.market.telemetry;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * The registers of one vehicle's charger over some time.
 *
 * <p>A register that shows less than before has begun anew: after a reboot, with a session, or in another charger. What it counted in
 * between is unknown. So it is where it would have counted more than any charger of a car moves (400 kW): it shows something else then.
 */
public final class RegisterHistory {

    /** Readings further apart say when energy moved too vaguely. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final BigInteger MOST_MILLIWATTS = BigInteger.valueOf(400_000_000L);
    private static final BigInteger MILLIS = BigInteger.valueOf(1_000);

    private final NavigableMap<Instant, Long> stored;
    private final NavigableMap<Instant, Long> released;

    /** @param readings of one vehicle, in any order, at most one for an instant */
    public RegisterHistory(Collection<RegisterReading> readings) {
        this.stored = register(readings, RegisterReading::stored);
        this.released = register(readings, RegisterReading::released);
    }

    private static NavigableMap<Instant, Long> register(
            Collection<RegisterReading> readings, Function<RegisterReading, Optional<Energy>> register) {
        NavigableMap<Instant, Long> shown = new TreeMap<>();
        readings.forEach(
                reading -> register.apply(reading).ifPresent(energy -> shown.put(reading.at(), energy.millijoules())));
        return shown;
    }

    public ChargedEnergy sample(Instant start) {
        var end = start.plus(MatchingPeriod.SAMPLE);
        return new ChargedEnergy(moved(stored, start, end), moved(released, start, end));
    }

    private static Optional<Energy> moved(NavigableMap<Instant, Long> register, Instant start, Instant end) {
        var first = register.floorKey(start);
        var last = register.ceilingKey(end);
        if (first == null || last == null || !countsOn(register.subMap(first, true, last, true))) {
            return Optional.empty();
        }
        return Optional.of(new Energy(shown(register, end) - shown(register, start)));
    }

    private static boolean countsOn(NavigableMap<Instant, Long> readings) {
        @Nullable Instant before = null;
        long shown = 0;
        for (var reading : readings.entrySet()) {
            if (before != null && !countsOn(before, shown, reading.getKey(), reading.getValue())) {
                return false;
            }
            before = reading.getKey();
            shown = reading.getValue();
        }
        return true;
    }

    private static boolean countsOn(Instant before, long less, Instant after, long more) {
        var time = Duration.between(before, after);
        return more >= less
                && time.compareTo(LONGEST) <= 0
                && BigInteger.valueOf(more - less)
                                .multiply(MILLIS)
                                .compareTo(MOST_MILLIWATTS.multiply(BigInteger.valueOf(time.toMillis())))
                        <= 0;
    }

    /** Rounded down between two readings: the same border has the same value, whichever sample asks. */
    private static long shown(NavigableMap<Instant, Long> register, Instant border) {
        var before = register.floorEntry(border);
        var after = register.ceilingEntry(border);
        if (before.getKey().equals(after.getKey())) {
            return before.getValue();
        }
        var part = BigInteger.valueOf(Duration.between(before.getKey(), border).toMillis());
        var whole = BigInteger.valueOf(
                Duration.between(before.getKey(), after.getKey()).toMillis());
        return before.getValue()
                + BigInteger.valueOf(after.getValue() - before.getValue())
                        .multiply(part)
                        .divide(whole)
                        .longValueExact();
    }
}
