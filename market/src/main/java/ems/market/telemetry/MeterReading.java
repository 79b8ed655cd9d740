package ems.market.telemetry;

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

    public Instant end() {
        return at.plus(interval);
    }

    /** Energy of any one 10-second sample inside the interval. */
    public MeteredEnergy perSample() {
        return new MeteredEnergy(
                Energy.of(production, MatchingPeriod.SAMPLE), Energy.of(consumption, MatchingPeriod.SAMPLE));
    }
}
