package ems.processes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.course.NoticeNow;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.MemberBorder;
import ems.processes.grid.ValidatorBorder;
import ems.processes.period.Markets;
import ems.processes.period.StoredPeriods;
import ems.processes.storage.DiskRoom;
import ems.routes.clock.SkippedPeriods;
import ems.routes.clock.TickPolicy;

/** Lets the periods of one grid go on as the tick policy says, and picks up what a crash left between journal and engine. */
@ApplicationScoped
public class GridTicker {

    private final StoredPeriods periods;
    private final Markets markets;
    private final LostPeriods lost;
    private final DiskRoom disk;
    private final Pauses pauses;
    private final MemberBorder members;
    private final ValidatorBorder validators;
    private final Duration grace;
    private final Duration startWithin;
    private final Map<GridId, Ticked> last = new ConcurrentHashMap<>();

    public GridTicker(
            StoredPeriods periods,
            Markets markets,
            LostPeriods lost,
            DiskRoom disk,
            Pauses pauses,
            MemberBorder members,
            ValidatorBorder validators,
            @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S") Duration grace,
            @ConfigProperty(name = "ems.clock.start-within", defaultValue = "PT30S") Duration startWithin) {
        this.periods = periods;
        this.markets = markets;
        this.lost = lost;
        this.disk = disk;
        this.pauses = pauses;
        this.members = members;
        this.validators = validators;
        this.grace = grace;
        this.startWithin = startWithin;
    }

    /** What the last tick of the grid found; empty before the first. */
    public Optional<Ticked> last(GridId grid) {
        return Optional.ofNullable(last.get(grid));
    }

    /** One tick at a time per application: a period is decided once. */
    public synchronized void tick(LiveGrid grid, Instant now) {
        var id = grid.setup().grid();
        var shortage = disk.shortage();
        if (shortage.isPresent()) {
            last.put(id, Ticked.hindered(now, shortage.get()));
            return;
        }
        try {
            last.put(id, decide(grid, now));
        } catch (RuntimeException trouble) {
            last.put(
                    id,
                    Ticked.hindered(
                            now,
                            new NoticeNow(
                                    "no period can be started: the clock's tick at " + now + " failed",
                                    "It is tried again each second. If it stays like this, the log says why.")));
            throw trouble;
        }
    }

    private Ticked decide(LiveGrid grid, Instant now) {
        var current = MatchingPeriod.containing(now);
        pickUp(grid, current);
        lost.findIn(grid, now);
        var waiting = periods.waiting(grid.setup().grid());
        if (!waiting.isEmpty() && now.isBefore(current.start().plus(grace))) {
            return new Ticked(now, true, waiting.stream().max(Comparator.naturalOrder()), Optional.empty());
        }
        var decided = decidedUpTo(grid, current, waiting);
        var plan = new TickPolicy(grace, startWithin).at(now, decided, waiting);
        plan.close().forEach(period -> periods.closeWindow(grid.key(period)));
        plan.skip().forEach(skipped -> skip(grid, skipped));
        plan.start().ifPresent(period -> startUnlessPaused(grid, period, now));
        return new Ticked(now, false, decided, Optional.empty());
    }

    /** A grid that rests leaves a block a minute, as one that trades does: the ledger says of each period why it did not run. */
    private void startUnlessPaused(LiveGrid grid, MatchingPeriod period, Instant now) {
        members.cross(grid, period);
        validators.cross(grid, period);
        pauses.unlessPaused(
                grid.setup().grid(),
                period,
                now,
                () -> periods.start(grid.key(period)),
                pause -> skip(grid, new SkippedPeriods(period, period, pause.reason())));
    }

    /** Matched, but the engine forgot: its instance was not yet stored when the process was killed. */
    private void pickUp(LiveGrid grid, MatchingPeriod current) {
        for (PeriodRecord record : grid.journal().unsettled(grid.setup().grid(), current.next())) {
            if (periods.status(record.key()).isEmpty()) {
                periods.start(record.key());
            }
        }
    }

    /** An ended period is decided even if its block waits for that of an earlier one. */
    private Optional<MatchingPeriod> decidedUpTo(
            LiveGrid grid, MatchingPeriod current, Collection<MatchingPeriod> waiting) {
        var id = grid.setup().grid();
        var sealed = grid.ledger().head(id).map(BlockHeader::key).map(PeriodKey::period);
        var ended = grid.journal().unsealed(id, current.next()).stream()
                .filter(PeriodRecord::isClosed)
                .map(record -> record.key().period());
        return Stream.of(sealed.stream(), ended, waiting.stream(), periods.failed(id).stream())
                .flatMap(each -> each)
                .max(Comparator.naturalOrder());
    }

    /**
     * One record stands for periods in a row, so that a long standstill leaves one block and not thousands. A period that was begun
     * has its own, and no other counts it.
     */
    private void skip(LiveGrid grid, SkippedPeriods skipped) {
        var market = markets.of(grid.setup().grid());
        var first = skipped.first();
        for (PeriodKey begun : begun(grid, skipped)) {
            skip(grid, first, begun.period().previous(), skipped.reason());
            market.abandon(begun, Abandonment.INTERRUPTED);
            first = begun.period().next();
        }
        skip(grid, first, skipped.last(), skipped.reason());
    }

    private void skip(LiveGrid grid, MatchingPeriod first, MatchingPeriod last, String reason) {
        if (!last.isBefore(first)) {
            markets.of(grid.setup().grid()).abandon(grid.key(last), Abandonment.skipped(first, last, reason));
        }
    }

    /**
     * Those that were begun and not matched when the process was killed, oldest first: without an end of its own no later block
     * could be sealed. Of the last one, members' orders alone are no beginning: they are recorded before it is decided.
     */
    private List<PeriodKey> begun(LiveGrid grid, SkippedPeriods skipped) {
        var last = skipped.last();
        return grid.journal().unsealed(grid.setup().grid(), last.next()).stream()
                .filter(record -> !record.key().period().isBefore(skipped.first()))
                .filter(record -> record.key().period().isBefore(last) || !record.isEnded())
                .map(PeriodRecord::key)
                .filter(key -> periods.status(key).isEmpty())
                .toList();
    }
}
