package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which whole multiples of a step the clock has passed since it was last asked. It never hands out a flood: after a
 * stall only the newest ones, and after the clock was set back it starts anew from there. For one thread at a time.
 */
public final class PassedBorders {

    private final long stepSeconds;
    private final int most;
    private long last = Long.MIN_VALUE;

    /**
     * @param step whole seconds
     * @param most borders handed out at once, at least 1
     */
    public PassedBorders(Duration step, int most) {
        this.stepSeconds = step.toSeconds();
        this.most = most;
    }

    /** Oldest first; the first call gives the one border at or before now. */
    public synchronized List<Instant> upTo(Instant now) {
        long newest = Math.floorDiv(now.getEpochSecond(), stepSeconds);
        boolean startsAnew = last == Long.MIN_VALUE || newest < last;
        long oldest = startsAnew ? newest : Math.max(last + 1, newest - most + 1);
        List<Instant> passed = new ArrayList<>();
        for (long border = oldest; border <= newest; border++) {
            passed.add(Instant.ofEpochSecond(border * stepSeconds));
        }
        last = newest;
        return passed;
    }
}
