package ems.routes.mqtt;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
final class Eventually {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    private Eventually() {}

    static void so(String what, BooleanSupplier condition) {
        so(what, LONGEST, condition);
    }

    static void so(String what, Duration longest, BooleanSupplier condition) {
        long until = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("after " + longest.toSeconds() + " s still not: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
