package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;

/**
 * What a tick of the clock does to the periods of one grid, however late or often the tick comes.
 *
 * <p>First every waiting period whose end and grace have passed is closed, oldest first. Then only the period that
 * contains now may start. A period is decided once, started or skipped, in order of time: one that was missed is skipped
 * with a reason and never run later, so an hour of standstill is followed by one period and not by sixty.
 *
 * @param grace time after a period's end for its last readings to come in
 * @param startWithin latest start of a period, counted from its beginning; at most its length
 */
public record TickPolicy(Duration grace, Duration startWithin) {

    public TickPolicy {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace of " + grace.toSeconds() + " s is negative");
        }
        if (startWithin.isNegative() || startWithin.compareTo(MatchingPeriod.LENGTH) > 0) {
            throw new IllegalArgumentException("start within " + startWithin.toSeconds() + " s is outside [0, 60] s");
        }
    }

    /**
     * @param decidedUpTo the latest period that was started or skipped; empty for a grid that never ran
     * @param waiting periods whose exchange window is open
     */
    public TickPlan at(Instant now, Optional<MatchingPeriod> decidedUpTo, Collection<MatchingPeriod> waiting) {
        var close = waiting.stream()
                .filter(period -> hasEnded(period, now))
                .sorted()
                .toList();
        var current = MatchingPeriod.containing(now);
        if (decidedUpTo.isPresent() && !decidedUpTo.get().isBefore(current)) {
            return new TickPlan(close, List.of(), Optional.empty());
        }
        var firstMissed = decidedUpTo.map(MatchingPeriod::next).orElse(current);
        var lateBy = Duration.between(current.start(), now);
        if (lateBy.compareTo(startWithin) <= 0) {
            return new TickPlan(close, missed(firstMissed, current), Optional.of(current));
        }
        var skipped = new SkippedPeriods(
                firstMissed,
                current,
                "the tick came " + lateBy.toSeconds() + " s after the last of them began, more than "
                        + startWithin.toSeconds() + " s");
        return new TickPlan(close, List.of(skipped), Optional.empty());
    }

    private boolean hasEnded(MatchingPeriod period, Instant now) {
        return !now.isBefore(period.end().plus(grace));
    }

    private static List<SkippedPeriods> missed(MatchingPeriod first, MatchingPeriod current) {
        return first.isBefore(current)
                ? List.of(new SkippedPeriods(first, current.previous(), "no tick came while they could start"))
                : List.of();
    }
}
