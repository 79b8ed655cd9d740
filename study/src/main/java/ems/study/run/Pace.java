package ems.study.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts periods and reports them to a listener now and then. */
public final class Pace {

    private static final int REPORT_EVERY = 64;

    private final long all;
    private final InstantSource clock;
    private final Progress listener;
    private final Instant start;
    private long done;

    public Pace(long all, InstantSource clock, Progress listener) {
        this.all = all;
        this.clock = clock;
        this.listener = listener;
        this.start = clock.instant();
    }

    public synchronized void oneMore() {
        done++;
        if (done % REPORT_EVERY == 0 || done == all) {
            listener.periods(done, all, perSecond(elapsed()));
        }
    }

    public synchronized Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    private long perSecond(Duration time) {
        return done * 1_000 / Math.max(1, time.toMillis());
    }
}
