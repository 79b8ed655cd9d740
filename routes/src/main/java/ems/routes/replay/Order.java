package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** The instants that one sender has in a file so far, each rounded down to a whole step. */
final class Order {

    /** A mistyped year must not cost the memory of all the steps up to it. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final long stepSeconds;
    private final BitSet seen = new BitSet();
    private long first = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;

    Order(Duration step) {
        this.stepSeconds = step.getSeconds();
    }

    /** How an instant stands to those before it. */
    enum Place {
        NEWER,
        REPEATED,
        REGRESSING
    }

    /** @throws IllegalArgumentException if it lies more than 400 days after the first */
    Place of(Instant at) {
        long number = Math.floorDiv(at.getEpochSecond(), stepSeconds);
        if (first == Long.MIN_VALUE || number > latest) {
            return newer(number, at);
        }
        return number >= first && seen.get((int) (number - first)) ? Place.REPEATED : Place.REGRESSING;
    }

    private Place newer(long number, Instant at) {
        first = first == Long.MIN_VALUE ? number : first;
        if (number - first > LONGEST.getSeconds() / stepSeconds) {
            throw new IllegalArgumentException(
                    at + " lies more than 400 days after the first row at " + instant(first));
        }
        seen.set((int) (number - first));
        latest = number;
        return Place.NEWER;
    }

    Instant latest() {
        return instant(latest);
    }

    private Instant instant(long number) {
        return Instant.ofEpochSecond(number * stepSeconds);
    }
}
