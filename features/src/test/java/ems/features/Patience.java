package ems.features;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does in its own time, and not a moment longer. */
final class Patience {

    private static final long BETWEEN_LOOKS_NANOSECONDS = 20_000_000;

    private Patience() {}

    /** @throws IllegalStateException if it has not come by then */
    static <T> T until(String what, Duration deadline, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + deadline.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(what + " has not come within " + deadline.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOSECONDS);
            seen = look.get();
        }
        return seen.get();
    }
}
