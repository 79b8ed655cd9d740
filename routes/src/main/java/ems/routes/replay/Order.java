package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The instants that one sender has in a file so far, each rounded down to a whole step. */
public final class Order {

    /** A mistyped year must not cost the memory of all the steps up to it. */
    private static final Duration LONGEST = Duration.ofDays(4_000);

    private final long stepSeconds;
    private BitSet seen = new BitSet();
    private long base = Long.MIN_VALUE;
    private long first;
    private long latest = Long.MIN_VALUE;
    /** Rows that are neither far from the first nor repeated. */
    private long rows;
    /** The last row that was far from the first, and how many in a row before it were near it. */
    private long other;

    private long others;

    public Order(Duration step) {
        this.stepSeconds = step.getSeconds();
    }

    /** How an instant stands to those before it. */
    public enum Place {
        NEWER,
        REPEATED,
        /** New, and before one that is there. */
        EARLIER
    }

    /** @throws IllegalArgumentException if it lies more than 4,000 days from the first, unless more rows do so than do not */
    public Place of(Instant at) {
        long number = Math.floorDiv(at.getEpochSecond(), stepSeconds);
        if (base == Long.MIN_VALUE) {
            base = number;
            first = number;
        }
        if (isFar(number, first) && !isOutvotedBy(number)) {
            throw new IllegalArgumentException(at + " lies more than " + LONGEST.toDays()
                    + " days from the first row at " + Instant.ofEpochSecond(first * stepSeconds));
        }
        makeRoom(number);
        int index = (int) (number - base);
        if (seen.get(index)) {
            return Place.REPEATED;
        }
        seen.set(index);
        rows++;
        if (number < latest) {
            return Place.EARLIER;
        }
        latest = number;
        return Place.NEWER;
    }

    private boolean isFar(long number, long from) {
        return Math.abs(number - from) > LONGEST.getSeconds() / stepSeconds;
    }

    /** A first row with a mistyped year must not cost all the others: once more rows agree with each other than with it, they count. */
    private boolean isOutvotedBy(long number) {
        others = others > 0 && !isFar(number, other) ? others + 1 : 1;
        other = number;
        if (others <= rows) {
            return false;
        }
        seen = new BitSet();
        base = number;
        first = number;
        latest = Long.MIN_VALUE;
        rows = 0;
        others = 0;
        return true;
    }

    /** How often each step, in seconds, leads from an instant to the next one in time. */
    public Map<Long, Long> steps() {
        Map<Long, Long> steps = new HashMap<>();
        int from = seen.nextSetBit(0);
        int step = 0;
        long times = 0;
        for (int to = from < 0 ? -1 : seen.nextSetBit(from + 1); to >= 0; to = seen.nextSetBit(to + 1)) {
            if (to - from != step) {
                count(steps, step, times);
                step = to - from;
                times = 0;
            }
            times++;
            from = to;
        }
        count(steps, step, times);
        return steps;
    }

    /** Most rows follow each other at the same distance: such a series is counted at once. */
    private void count(Map<Long, Long> steps, int step, long times) {
        if (times > 0) {
            steps.merge(step * stepSeconds, times, Long::sum);
        }
    }

    /**
     * The step that is met most often, the shorter one of two; empty for a single instant.
     *
     * @param steps how often each is met, by its seconds
     */
    public static Optional<Duration> usual(Map<Long, Long> steps) {
        return steps.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue()
                        .thenComparing(Map.Entry.<Long, Long>comparingByKey().reversed()))
                .map(step -> Duration.ofSeconds(step.getKey()));
    }

    /** A file may have its newest row first. */
    private void makeRoom(long number) {
        if (number < base) {
            long more = Math.max(base - number, Math.min(seen.length() + 64L, LONGEST.getSeconds() / stepSeconds));
            var moved = new BitSet();
            for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
                moved.set((int) (i + more));
            }
            seen = moved;
            base -= more;
        }
    }
}
