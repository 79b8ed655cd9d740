package ems.processes.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import ems.processes.time.ClockJump.Outcome;

/**
 * Follows a clock, and doubts it when it jumps. After a jump the time goes on by what has passed, until the clock is back, or has
 * gone on at its new time for a while and into its next minute: then it is followed. So a clock that is wrong for a moment
 * costs nothing, and one that was set costs no more than the period in which that was done. A clock that comes back to the time that
 * it left is followed at once.
 *
 * <p>Each look at it compares the two, so it wants to be looked at often.
 */
public final class SteadyClock implements InstantSource {

    private static final long NANOSECONDS_OF_ONE_LOOK = 50_000_000;
    private static final int LOOKS = 5;

    private final InstantSource clock;
    private final LongSupplier passed;
    private final Limits limits;
    private final Consumer<ClockJump> listener;

    private Instant time;
    /** The time by the clock as it was before the market followed its last jump. */
    private @Nullable Instant left;

    private long looked;
    private @Nullable Doubt doubt;
    private @Nullable ClockJump last;
    private long jumps;

    /**
     * What makes a jump, and how long it is doubted.
     *
     * @param jump a difference above it is one
     * @param back a clock that comes so near to the time that it left has come back
     * @param doubted shortest time until a jump is followed
     * @param minute of the clock, which must have ended besides
     */
    public record Limits(Duration jump, Duration back, Duration doubted, Duration minute) {}

    /** @param began in nanoseconds that had passed */
    private record Doubt(Instant first, long began) {}

    /**
     * @param passed nanoseconds since some moment, whatever the clock does
     * @param listener is told once of each jump, and once of its outcome
     */
    public SteadyClock(InstantSource clock, LongSupplier passed, Limits limits, Consumer<ClockJump> listener) {
        this.clock = clock;
        this.passed = passed;
        this.limits = limits;
        this.listener = listener;
        this.looked = passed.getAsLong();
        this.time = clock.instant();
    }

    /** The latest jump, if there was one. */
    public synchronized Optional<ClockJump> jump() {
        return Optional.ofNullable(last);
    }

    /** How many jumps there were since the start, whatever became of them. */
    public synchronized long jumps() {
        return jumps;
    }

    @Override
    public synchronized Instant instant() {
        long now = passed.getAsLong();
        var shown = clock.instant();
        // whoever was stopped between the two asks again
        for (int i = 1; i < LOOKS && passed.getAsLong() - now > NANOSECONDS_OF_ONE_LOOK; i++) {
            now = passed.getAsLong();
            shown = clock.instant();
        }
        go(Duration.ofNanos(now - looked));
        looked = now;
        if (isNear(shown, time, limits.jump())) {
            end(Outcome.OVER);
            time = shown;
        } else if (left != null && isNear(shown, left, limits.back())) {
            last = new ClockJump(time, shown, Outcome.DOUBTED);
            doubt = new Doubt(shown, now);
            follow(shown, false);
        } else if (doubt == null || !isNear(shown, since(doubt, now), limits.jump())) {
            begin(shown, now);
        } else if (isBelieved(doubt, shown, now)) {
            follow(shown, true);
        }
        return time;
    }

    private void go(Duration elapsed) {
        time = time.plus(elapsed);
        left = left == null ? null : left.plus(elapsed);
    }

    private static boolean isNear(Instant shown, Instant due, Duration limit) {
        return Duration.between(due, shown).abs().compareTo(limit) <= 0;
    }

    private static Instant since(Doubt doubt, long now) {
        return doubt.first().plusNanos(now - doubt.began());
    }

    private boolean isBelieved(Doubt held, Instant shown, long now) {
        return now - held.began() >= limits.doubted().toNanos() && minute(held.first()) < minute(shown);
    }

    private long minute(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli(), limits.minute().toMillis());
    }

    private void begin(Instant shown, long now) {
        doubt = new Doubt(shown, now);
        jumps++;
        tell(new ClockJump(time, shown, Outcome.DOUBTED));
    }

    /** @param leaves whether it may come back to the time that it leaves */
    private void follow(Instant shown, boolean leaves) {
        left = leaves ? time : null;
        time = shown;
        end(Outcome.FOLLOWED);
    }

    private void end(Outcome outcome) {
        if (doubt != null && last != null) {
            doubt = null;
            tell(last.with(outcome));
        }
    }

    private void tell(ClockJump jump) {
        last = jump;
        listener.accept(jump);
    }
}
