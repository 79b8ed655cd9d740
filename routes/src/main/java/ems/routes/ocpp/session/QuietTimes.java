package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets through one message of each subject in ten minutes, and of all subjects only so many: who makes up subjects pushes out no other.
 *
 * @param <S> subject
 */
final class QuietTimes<S> {

    private static final Duration QUIET = Duration.ofMinutes(10);

    private final int most;
    /** The longest ago first. */
    private final Map<S, Instant> let = new LinkedHashMap<>();

    QuietTimes(int most) {
        this.most = most;
    }

    synchronized boolean isNews(S subject, Instant now) {
        for (var times = let.values().iterator(); times.hasNext() && isOver(times.next(), now); ) {
            times.remove();
        }
        return let.size() < most && let.putIfAbsent(subject, now) == null;
    }

    private static boolean isOver(Instant at, Instant now) {
        return !now.isBefore(at.plus(QUIET));
    }
}
