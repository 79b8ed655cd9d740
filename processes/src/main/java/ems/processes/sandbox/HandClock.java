package ems.processes.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import ems.processes.time.ClockJump;
import ems.processes.time.GridClock;
import ems.processes.time.SteadyClock;
import ems.processes.time.SteadyClock.Limits;

/**
 * A clock that a tester sets. Steps of up to five minutes ahead are time that passes, whatever else is a jump, as of the clock of a
 * machine; save that a tester may say that the market stood still meanwhile.
 */
final class HandClock implements GridClock {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Limits LIMITS = new Limits(STEP, STEP, Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final SteadyClock steady;
    private volatile Instant shown;
    private volatile long passed;

    HandClock(Instant start, Consumer<ClockJump> listener) {
        this.shown = start;
        this.steady = new SteadyClock(() -> shown, () -> passed, LIMITS, listener);
    }

    /** @param standstill whether all the time up to then has passed, however much it is */
    synchronized void set(Instant now, boolean standstill) {
        var step = Duration.between(shown, now);
        boolean passes = !step.isNegative() && (standstill || step.compareTo(STEP) <= 0);
        if (passes) {
            passed += step.toNanos();
        }
        shown = now;
        instant();
    }

    @Override
    public synchronized Instant instant() {
        return steady.instant();
    }

    @Override
    public Optional<ClockJump> jump() {
        return steady.jump();
    }
}
