package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

/** Readings of one meter in the order of their starts, 28 bytes each. Thread-safe. */
final class RecentMeter {

    private static final int FIRST_CAPACITY = 8;

    private final ProsumerId meter;
    /** In s since 1970. */
    private long[] starts = new long[FIRST_CAPACITY];
    /** In s. */
    private int[] lengths = new int[FIRST_CAPACITY];
    /** In mW. */
    private long[] produced = new long[FIRST_CAPACITY];
    /** In mW. */
    private long[] consumed = new long[FIRST_CAPACITY];

    private int size;
    /** Length of the longest that it ever held, in s: none that started earlier before an instant can still hold. */
    private int longest;

    RecentMeter(ProsumerId meter) {
        this.meter = meter;
    }

    /** In the place of one with the same start, if there is one. */
    synchronized void put(MeterReading reading) {
        long start = reading.at().getEpochSecond();
        int found = Arrays.binarySearch(starts, 0, size, start);
        int at = found < 0 ? -found - 1 : found;
        if (found < 0) {
            makeRoom(at);
        }
        starts[at] = start;
        lengths[at] = Math.toIntExact(reading.interval().getSeconds());
        produced[at] = reading.production().milliwatts();
        consumed[at] = reading.consumption().milliwatts();
        longest = Math.max(longest, lengths[at]);
    }

    private void makeRoom(int at) {
        if (size == starts.length) {
            resize(size + (size >> 1));
        }
        move(at, at + 1, size - at);
        size++;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(lengths, from, lengths, to, count);
        System.arraycopy(produced, from, produced, to, count);
        System.arraycopy(consumed, from, consumed, to, count);
    }

    private void resize(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        produced = Arrays.copyOf(produced, capacity);
        consumed = Arrays.copyOf(consumed, capacity);
    }

    synchronized boolean has(Instant start) {
        return Arrays.binarySearch(starts, 0, size, start.getEpochSecond()) >= 0;
    }

    /** When the first one starts. */
    synchronized Optional<Instant> oldest() {
        return size == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(starts[0]));
    }

    /** When the last one starts. */
    synchronized Optional<Instant> latest() {
        return size == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(starts[size - 1]));
    }

    /** Those that hold in some of {@code [from, to)}. */
    synchronized List<MeterReading> overlapping(Instant from, Instant to) {
        List<MeterReading> found = new ArrayList<>();
        long second = from.getEpochSecond();
        int behind = firstFrom(to);
        for (int i = firstFrom(from.minusSeconds(longest)); i < behind; i++) {
            if (starts[i] + lengths[i] > second) {
                found.add(reading(i));
            }
        }
        return found;
    }

    /** Those that start in {@code [from, to)}. */
    synchronized List<MeterReading> startingIn(Instant from, Instant to) {
        List<MeterReading> found = new ArrayList<>();
        int behind = firstFrom(to);
        for (int i = firstFrom(from); i < behind; i++) {
            found.add(reading(i));
        }
        return found;
    }

    /** Number of the first one that starts then or later. */
    private int firstFrom(Instant instant) {
        long second = instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
        int found = Arrays.binarySearch(starts, 0, size, second);
        return found < 0 ? -found - 1 : found;
    }

    private MeterReading reading(int i) {
        return new MeterReading(
                meter,
                Instant.ofEpochSecond(starts[i]),
                Duration.ofSeconds(lengths[i]),
                new Power(produced[i]),
                new Power(consumed[i]));
    }

    /** @param readings in the order of their starts; one that was replaced since stays */
    synchronized void remove(List<MeterReading> readings) {
        int next = 0;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            while (next < readings.size() && readings.get(next).at().getEpochSecond() < starts[i]) {
                next++;
            }
            if (next == readings.size() || !readings.get(next).equals(reading(i))) {
                move(i, kept, 1);
                kept++;
            }
        }
        size = kept;
        if (size < starts.length / 4) {
            resize(Math.max(FIRST_CAPACITY, size + (size >> 1)));
        }
    }
}
