package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.MeterReading;

/** Energy of one meter in each 10-second sample. */
final class MeterHistory {

    private static final long SAMPLE_SECONDS = MatchingPeriod.SAMPLE.getSeconds();
    /** A mistyped year must not cost the memory of all the samples up to it. */
    private static final long MOST_SAMPLES = Duration.ofDays(400).dividedBy(MatchingPeriod.SAMPLE);

    private static final int FIRST_CAPACITY = 64;
    /** Produced where no reading covers a sample. */
    private static final long UNKNOWN = -1;

    private static final int NOWHERE = -1;

    private final Instant first;
    private long base;
    /** In mJ. */
    private long[] produced = unknown(FIRST_CAPACITY);
    /** In mJ. */
    private long[] consumed = new long[FIRST_CAPACITY];

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
        var energy = reading.perSample();
        int begin = (int) (from - base);
        int end = (int) (to - base);
        Arrays.fill(produced, begin, end, energy.production().millijoules());
        Arrays.fill(consumed, begin, end, energy.consumption().millijoules());
    }

    private static long[] unknown(int size) {
        long[] samples = new long[size];
        Arrays.fill(samples, UNKNOWN);
        return samples;
    }

    /** Null if no reading covers the sample, or nothing starts at the instant. */
    @Nullable
    MeteredEnergy at(Instant sampleStart) {
        return sum(sampleStart, 1);
    }

    /** Null unless readings cover all its samples. */
    @Nullable
    MeteredEnergy during(MatchingPeriod period) {
        return sum(period.start(), MatchingPeriod.SAMPLES);
    }

    /** Whether something else is held of the sample with which the reading begins. */
    boolean contradicts(MeterReading reading) {
        long index = number(reading.at()) - base;
        if (index < 0 || index >= produced.length || produced[(int) index] == UNKNOWN) {
            return false;
        }
        var energy = reading.perSample();
        return produced[(int) index] != energy.production().millijoules()
                || consumed[(int) index] != energy.consumption().millijoules();
    }

    private @Nullable MeteredEnergy sum(Instant start, int samples) {
        int first = index(start, samples);
        if (first == NOWHERE) {
            return null;
        }
        long production = 0;
        long consumption = 0;
        for (int i = first; i < first + samples; i++) {
            if (produced[i] == UNKNOWN) {
                return null;
            }
            production = Math.addExact(production, produced[i]);
            consumption = Math.addExact(consumption, consumed[i]);
        }
        return new MeteredEnergy(new Energy(production), new Energy(consumption));
    }

    /** Null if no reading covers the sample, or nothing starts at the instant. */
    @Nullable
    NetEnergy net(Instant sampleStart) {
        int index = index(sampleStart, 1);
        return index == NOWHERE || produced[index] == UNKNOWN
                ? null
                : NetEnergy.ofMillijoules(produced[index] - consumed[index]);
    }

    private int index(Instant start, int samples) {
        long second = start.getEpochSecond();
        long index = Math.floorDiv(second, SAMPLE_SECONDS) - base;
        boolean onBorder = second % SAMPLE_SECONDS == 0 && start.getNano() == 0;
        return onBorder && index >= 0 && index + samples <= produced.length ? (int) index : NOWHERE;
    }

    private void makeRoom(long from, long to) {
        int before = (int) Math.max(0, base - from);
        if (before > 0 || to - base > produced.length) {
            int size = before + (int) Math.max(to - base, before > 0 ? produced.length : produced.length * 3L / 2);
            long[] more = unknown(size);
            System.arraycopy(produced, 0, more, before, produced.length);
            produced = more;
            long[] moved = new long[size];
            System.arraycopy(consumed, 0, moved, before, consumed.length);
            consumed = moved;
            base -= before;
        }
    }

    private static long number(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SAMPLE_SECONDS);
    }
}
