package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.MeterReading;

/** The six samples of one meter, from readings in any order: where they overlap, the one that starts last counts. */
final class SamplesOfAPeriod {

    private final MatchingPeriod period;
    private final MeteredEnergy[] samples = new MeteredEnergy[MatchingPeriod.SAMPLES];
    private final Instant[] startOf = new Instant[MatchingPeriod.SAMPLES];

    SamplesOfAPeriod(MatchingPeriod period) {
        this.period = period;
    }

    void hold(MeterReading reading) {
        var energy = reading.perSample();
        int first = Math.max(0, number(reading.at()));
        int behind = Math.min(samples.length, number(reading.end()));
        for (int i = first; i < behind; i++) {
            if (startOf[i] == null || startOf[i].isBefore(reading.at())) {
                startOf[i] = reading.at();
                samples[i] = energy;
            }
        }
    }

    /**
     * Empty if no reading covers the sample.
     *
     * @param sampleStart inside the period
     */
    Optional<MeteredEnergy> at(Instant sampleStart) {
        return Optional.ofNullable(samples[number(sampleStart)]);
    }

    /** Number of the sample that holds the instant; outside [0, 5] before and after the period. */
    private int number(Instant instant) {
        long seconds = Duration.between(period.start(), instant).getSeconds();
        return Math.toIntExact(Math.floorDiv(seconds, MatchingPeriod.SAMPLE.getSeconds()));
    }
}
