package ems.processes.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.course.NoticeNow;
import ems.market.quantity.MatchingPeriod;
import ems.processes.clock.GridTicker;
import ems.processes.clock.Pause;
import ems.processes.clock.Pauses;
import ems.processes.clock.Ticked;
import ems.processes.grid.LiveGrid;

/** Why no period of a grid runs, and what to do about it. */
@Singleton
public class Standstill {

    /** Ticks come each second; a clock that runs fast has longer seconds. */
    private static final Duration LONGEST_BETWEEN_TICKS = Duration.ofSeconds(10);

    private final GridTicker ticking;
    private final Pauses pauses;
    private final boolean clockRuns;
    private final int speed;

    public Standstill(
            GridTicker ticking,
            Pauses pauses,
            @ConfigProperty(name = "ems.clock.enabled", defaultValue = "true") boolean clockRuns,
            @ConfigProperty(name = "ems.clock.speed", defaultValue = "1") int speed) {
        this.ticking = ticking;
        this.pauses = pauses;
        this.clockRuns = clockRuns;
        this.speed = speed;
    }

    /** @return why the period that contains now has not been started, if it has not */
    public NoticeNow of(LiveGrid grid, Instant now) {
        var ticked = ticking.last(grid.setup().grid());
        if (ticked.isEmpty()) {
            return withoutTick(grid);
        }
        var last = ticked.get();
        return last.hindrance()
                .or(() -> rests(grid, now))
                .or(() -> waits(grid, now))
                .or(() -> silent(grid, last, now))
                .orElseGet(() -> starts(last, MatchingPeriod.containing(now)));
    }

    /** An operator has paused the grid. */
    Optional<NoticeNow> rests(LiveGrid grid, Instant now) {
        return pauses.current(grid.setup().grid(), now).map(Pause::notice);
    }

    /** Periods that are decided already lie ahead of the clock: it was set back. */
    Optional<NoticeNow> waits(LiveGrid grid, Instant now) {
        return ticking.last(grid.setup().grid())
                .flatMap(Ticked::decidedUpTo)
                .filter(decided -> MatchingPeriod.containing(now).isBefore(decided))
                .map(decided -> new NoticeNow(
                        "the market waits: its periods up to " + decided + " have been decided, its clock shows " + now
                                + ", and no period runs twice",
                        "If the clock is wrong, set it right. If it is right now and was ahead before, trading goes on by"
                                + " itself at " + decided.next() + "."));
    }

    private NoticeNow withoutTick(LiveGrid grid) {
        if (grid.byHand()) {
            return new NoticeNow("this grid's clock is set by hand and has not been set yet", "Set it.");
        }
        return clockRuns
                ? new NoticeNow(
                        "the market is starting: its clock has not ticked yet", "Nothing to do: wait a few seconds.")
                : new NoticeNow(
                        "the market is paused: ems.clock.enabled is false, and nothing starts a period",
                        "Start it with ems.clock.enabled=true.");
    }

    private Optional<NoticeNow> silent(LiveGrid grid, Ticked last, Instant now) {
        boolean missed = !grid.byHand()
                && Duration.between(last.at(), now).compareTo(LONGEST_BETWEEN_TICKS.multipliedBy(speed)) > 0;
        return missed
                ? Optional.of(new NoticeNow(
                        "no period can be started: the clock's last tick came at " + last.at(),
                        "A step of the period before may take long: wait a minute. If it stays like this, look at the"
                                + " log, and start the market again."))
                : Optional.empty();
    }

    private static NoticeNow starts(Ticked last, MatchingPeriod current) {
        return last.early() && !last.at().isBefore(current.start())
                ? new NoticeNow(
                        "the market waits for the last readings of the period before",
                        "Nothing to do: the period starts in a few seconds.")
                : new NoticeNow("the period starts with the next tick of the clock", "Nothing to do: wait a second.");
    }
}
