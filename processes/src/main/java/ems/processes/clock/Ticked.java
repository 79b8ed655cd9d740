package ems.processes.clock;

import java.time.Instant;
import java.util.Optional;

import ems.console.course.NoticeNow;
import ems.market.quantity.MatchingPeriod;

/**
 * What a tick of a grid found.
 *
 * @param early it came before the last readings of the period before were in, and started nothing
 * @param decidedUpTo the latest period that was started or skipped before; empty if there is none
 * @param hindrance what stopped it
 */
public record Ticked(Instant at, boolean early, Optional<MatchingPeriod> decidedUpTo, Optional<NoticeNow> hindrance) {

    static Ticked hindered(Instant at, NoticeNow hindrance) {
        return new Ticked(at, false, Optional.empty(), Optional.of(hindrance));
    }
}
