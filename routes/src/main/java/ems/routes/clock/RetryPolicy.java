package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a failed step is tried again: the wait doubles with each failure up to a cap, and after the last try only an
 * operator goes on.
 *
 * @param first wait after the first failure, above 0
 * @param longest cap of the wait
 * @param tries how often it is tried again at all, at least 0
 */
public record RetryPolicy(Duration first, Duration longest, int tries) {

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "back-off from " + first.toMillis() + " ms to " + longest.toMillis() + " ms is not a rising wait");
        }
        if (tries < 0) {
            throw new IllegalArgumentException("back-off with " + tries + " tries is below 0");
        }
    }

    /**
     * @param failures how often the step has failed, at least 1
     * @return the earliest instant of the next try; empty when none is left
     */
    public Optional<Instant> nextTry(int failures, Instant failedAt) {
        if (failures < 1) {
            throw new IllegalArgumentException("after " + failures + " failures nothing is tried again");
        }
        return failures > tries ? Optional.empty() : Optional.of(failedAt.plus(waitAfter(failures)));
    }

    private Duration waitAfter(int failures) {
        var wait = first;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
