package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.MeterReading;

/** Energy of one meter in each 10-second sample; the samples of one reading share one object. */
final class MeterHistory {

    private static final long SAMPLE_SECONDS = MatchingPeriod.SAMPLE.getSeconds();
    /** A mistyped year must not cost the memory of all the samples up to it. */
    private static final long MOST_SAMPLES = Duration.ofDays(400).dividedBy(MatchingPeriod.SAMPLE);

    private static final int FIRST_CAPACITY = 64;

    private final Instant first;
    private long base;
    private MeteredEnergy[] samples = new MeteredEnergy[FIRST_CAPACITY];

    MeterHistory(Instant first) {
        this.first = first;
        this.base = number(first);
    }

    void hold(MeterReading reading) {
        long from = number(reading.at());
        long to = from + reading.interval().getSeconds() / MatchingPeriod.SAMPLE.getSeconds();
        long origin = number(first);
        if (to - origin > MOST_SAMPLES || origin - from > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "reading at " + reading.at() + " lies more than 400 days from the meter's first at " + first);
        }
        makeRoom(from, to);
        Arrays.fill(samples, (int) (from - base), (int) (to - base), reading.perSample());
    }

    /** Null if no reading covers the sample, or nothing starts at the instant. */
    @Nullable
    MeteredEnergy at(Instant sampleStart) {
        long second = sampleStart.getEpochSecond();
        long index = Math.floorDiv(second, SAMPLE_SECONDS) - base;
        boolean onBorder = second % SAMPLE_SECONDS == 0 && sampleStart.getNano() == 0;
        return onBorder && index >= 0 && index < samples.length ? samples[(int) index] : null;
    }

    private void makeRoom(long from, long to) {
        if (from < base) {
            var moved = new MeteredEnergy[samples.length + (int) (base - from)];
            System.arraycopy(samples, 0, moved, (int) (base - from), samples.length);
            samples = moved;
            base = from;
        }
        if (to - base > samples.length) {
            samples = Arrays.copyOf(samples, (int) Math.max(to - base, samples.length * 2L));
        }
    }

    private static long number(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SAMPLE_SECONDS);
    }
}
