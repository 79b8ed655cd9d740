package ems.market.quantity;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * One 60-second slot {@code [start, start + 60 s)}, made of six 10-second samples.
 *
 * @param start a whole minute, UTC
 */
public record MatchingPeriod(Instant start) implements Comparable<MatchingPeriod> {

    public static final Duration LENGTH = Duration.ofSeconds(60);
    public static final Duration SAMPLE = Duration.ofSeconds(10);
    public static final int SAMPLES = 6;

    public MatchingPeriod {
        if (start.getNano() != 0 || start.getEpochSecond() % LENGTH.getSeconds() != 0) {
            throw new IllegalArgumentException("a matching period starts at a whole minute, not at " + start);
        }
    }

    /** @throws IllegalArgumentException if the text is no UTC instant, or not at a whole minute */
    public static MatchingPeriod parse(String start) {
        try {
            return new MatchingPeriod(Instant.parse(start));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + start + "' is not a UTC instant like 2026-01-31T12:00:00Z", e);
        }
    }

    public static MatchingPeriod containing(Instant instant) {
        long second = instant.getEpochSecond();
        return new MatchingPeriod(Instant.ofEpochSecond(second - Math.floorMod(second, LENGTH.getSeconds())));
    }

    public Instant end() {
        return start.plus(LENGTH);
    }

    public MatchingPeriod next() {
        return new MatchingPeriod(end());
    }

    public MatchingPeriod previous() {
        return new MatchingPeriod(start.minus(LENGTH));
    }

    /** Start of the sample with this number, 0 to 5. */
    public Instant sampleStart(int sample) {
        if (sample < 0 || sample >= SAMPLES) {
            throw new IllegalArgumentException("sample " + sample + " is outside [0, 5]");
        }
        return start.plusSeconds(sample * SAMPLE.getSeconds());
    }

    /** How many periods later the other one starts; negative if it is earlier. */
    public long periodsUntil(MatchingPeriod later) {
        return (later.start.getEpochSecond() - start.getEpochSecond()) / LENGTH.getSeconds();
    }

    public boolean isBefore(MatchingPeriod other) {
        return start.isBefore(other.start);
    }

    @Override
    public int compareTo(MatchingPeriod other) {
        return start.compareTo(other.start);
    }

    @Override
    public String toString() {
        return start.toString();
    }
}
