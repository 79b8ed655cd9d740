package ems.ledger.store;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: twice as long each time.
 *
 * @param first after the first failure
 * @param most from some failure on
 */
public record BackOff(Duration first, Duration most) {

    /** Doubled so often it is beyond any bound. */
    private static final int MOST_DOUBLED = 30;

    public BackOff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "waiting for " + first + " up to " + most + ": above 0 s, and not less later");
        }
    }

    /** @param failures in a row, at least 1 */
    Duration after(int failures) {
        var wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLED));
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
