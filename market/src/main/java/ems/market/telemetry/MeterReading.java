package ems.market.telemetry;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Power;

/**
 * Mean power of a prosumer over {@code [at, at + interval)}; coarser readings than 10 s are held, exactly.
 *
 * @param at start of the interval, a whole multiple of 10 s, UTC
 * @param interval a whole multiple of 10 s, at most a day
 */
public record MeterReading(ProsumerId prosumer, Instant at, Duration interval, Power production, Power consumption) {

    /** What an inverter draws from its own supply at night, and far from a sign that was turned round. */
    private static final Power MOST_NIGHT_DRAW = new Power(100_000);

    private static final Duration LONGEST = Duration.ofDays(1);

    public MeterReading {
        long sample = MatchingPeriod.SAMPLE.getSeconds();
        if (at.getNano() != 0 || at.getEpochSecond() % sample != 0) {
            throw new IllegalArgumentException("reading at " + at + " is not at a whole multiple of 10 s");
        }
        if (interval.isNegative()
                || interval.isZero()
                || interval.compareTo(LONGEST) > 0
                || interval.getNano() != 0
                || interval.getSeconds() % sample != 0) {
            throw new IllegalArgumentException(
                    "interval of " + interval.toSeconds() + " s is not a multiple of 10 s in [10, 86400] s");
        }
    }

    /** Whether this production, in mW, is the small negative one of an inverter at night. */
    public static boolean isNightDraw(long production) {
        return production < 0 && production >= -MOST_NIGHT_DRAW.milliwatts();
    }

    /**
     * A reading whose production may be slightly below zero: what an inverter draws at night is consumption.
     *
     * @param production in mW, at least -100 W
     * @throws IllegalArgumentException if it is further below zero
     */
    public static MeterReading withNightDraw(
            ProsumerId prosumer, Instant at, Duration interval, long production, Power consumption) {
        if (isNightDraw(production)) {
            return new MeterReading(
                    prosumer, at, interval, Power.ZERO, new Power(consumption.milliwatts() - production));
        }
        if (production < 0) {
            throw new IllegalArgumentException("production of " + watts(production)
                    + " W is negative, and more than the " + watts(MOST_NIGHT_DRAW.milliwatts())
                    + " W that an inverter draws at night");
        }
        return new MeterReading(prosumer, at, interval, new Power(production), consumption);
    }

    private static String watts(long milliwatts) {
        return BigDecimal.valueOf(milliwatts, 3).stripTrailingZeros().toPlainString();
    }

    public Instant end() {
        return at.plus(interval);
    }

    /** Energy of any one 10-second sample inside the interval. */
    public MeteredEnergy perSample() {
        return new MeteredEnergy(
                Energy.of(production, MatchingPeriod.SAMPLE), Energy.of(consumption, MatchingPeriod.SAMPLE));
    }
}
