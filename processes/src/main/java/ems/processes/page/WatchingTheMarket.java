package ems.processes.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ems.console.DaySoFar;
import ems.console.DeadLettersNow;
import ems.console.EndedPeriod;
import ems.console.FindMarketSnapshot;
import ems.console.MarketSnapshot;
import ems.console.MarketSources;
import ems.console.RulesNow.RefusedTable;
import ems.console.RulesNow;
import ems.console.RunningPeriod;
import ems.console.SnapshottingTheMarket;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.PeriodStatus;
import ems.processes.period.StoredPeriods;

/** Collects what the live page shows of a grid. Looking changes nothing. */
@Singleton
public class WatchingTheMarket implements FindMarketSnapshot {

    private static final int ENDED_SHOWN = 8;
    private static final int LOOKED_BACK = 20;
    private static final int LETTERS_SHOWN = 5;

    private final Map<GridId, Watched> watched = new ConcurrentHashMap<>();

    @Inject
    LiveGrids grids;

    @Inject
    StoredPeriods periods;

    /** The day's totals of a grid, and the periods of the day that had not ended when last looked at. */
    private static final class Watched {
        private final DaySoFar day = new DaySoFar();
        private final List<MatchingPeriod> open = new ArrayList<>();
        private MatchingPeriod next;
    }

    @Override
    public List<GridId> grids() {
        return grids.all().stream().map(grid -> grid.setup().grid()).toList();
    }

    @Override
    public Optional<DeadLettersNow> deadLetters(GridId id, int most) {
        return grids.find(id).map(grid -> letters(grid, most));
    }

    @Override
    public Optional<MarketSnapshot> snapshot(GridId id) {
        return grids.find(id).map(this::snapshot);
    }

    private MarketSnapshot snapshot(LiveGrid grid) {
        Instant now = grid.clock().instant();
        var current = MatchingPeriod.containing(now);
        var record = grid.journal().read(grid.key(current));
        var setup = grid.setup();
        return SnapshottingTheMarket.of(new MarketSources(
                setup.members(),
                now,
                grid.byHand() ? "sandbox" : "live",
                running(record),
                unfinished(grid, current),
                ended(grid, current),
                inventories(grid),
                grid.telemetry(),
                setup.prices(),
                rules(grid, record),
                dayUpTo(grid, current).totals(now),
                letters(grid, LETTERS_SHOWN),
                setup.forecast(),
                setup.matching()));
    }

    private RunningPeriod running(PeriodRecord record) {
        return periods.status(record.key())
                .map(status -> running(record, status))
                .orElseGet(() -> RunningPeriod.notStarted(record));
    }

    private static RunningPeriod running(PeriodRecord record, PeriodStatus status) {
        return status.failed()
                ? RunningPeriod.failed(
                        record,
                        InMemoryPeriods.PROCESS,
                        status.instance(),
                        words(status.failedNode()),
                        status.message())
                : RunningPeriod.active(record, InMemoryPeriods.PROCESS, status.instance());
    }

    /** The task's words on the diagram; the node's id where it is no task. */
    private static String words(String node) {
        return Task.withId(node).map(Task::words).orElse(node);
    }

    private List<RunningPeriod> unfinished(LiveGrid grid, MatchingPeriod current) {
        var id = grid.setup().grid();
        return Stream.concat(periods.failed(id).stream(), periods.waiting(id).stream())
                .filter(period -> period.isBefore(current))
                .sorted()
                .map(period -> running(grid.journal().read(grid.key(period))))
                .toList();
    }

    private List<EndedPeriod> ended(LiveGrid grid, MatchingPeriod current) {
        long anchored = grid.ledger().anchoredHeight(grid.setup().grid()).orElse(-1L);
        List<EndedPeriod> ended = new ArrayList<>();
        var period = current.previous();
        for (int i = 0; i < LOOKED_BACK && ended.size() < ENDED_SHOWN; i++) {
            var record = grid.journal().read(grid.key(period));
            if (hasEnded(record)) {
                var block = grid.ledger().block(record.key());
                ended.add(new EndedPeriod(
                        record,
                        block,
                        block.isPresent() && block.get().height() <= anchored,
                        block.map(grid.ledger()::signatures).orElse(0)));
            }
            period = period.previous();
        }
        return ended;
    }

    private static boolean hasEnded(PeriodRecord record) {
        return record.isClosed();
    }

    private static Map<VehicleId, EnergyInventory> inventories(LiveGrid grid) {
        Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
        for (ElectricVehicle vehicle : grid.setup().members().vehicles()) {
            grid.journal()
                    .inventory(grid.setup().grid(), vehicle.id())
                    .ifPresent(inventory -> inventories.put(vehicle.id(), inventory));
        }
        return inventories;
    }

    /** Since when: the earliest of the last periods that was opened under this version, without a gap. */
    private RulesNow rules(LiveGrid grid, PeriodRecord current) {
        String version = grid.rules().active().version();
        Optional<Instant> since = Optional.empty();
        var record = current;
        for (int i = 0; i < LOOKED_BACK; i++) {
            var opened = record.first(PeriodOpened.class);
            if (opened.isPresent() && opened.get().rules().equals(version)) {
                since = Optional.of(record.key().period().start());
            } else if (opened.isPresent()) {
                break;
            }
            record = grid.journal().read(record.key().previous());
        }
        var refused = grid.rules().standingRefusal().stream()
                .flatMap(refusal -> refusal.faults().stream())
                .map(fault -> new RefusedTable(fault.file(), fault.row(), fault.column(), fault.reason()))
                .toList();
        return new RulesNow(version, since, refused);
    }

    /** Adds the periods of the day that have ended since the last look; the first look reads the whole day. */
    private DaySoFar dayUpTo(LiveGrid grid, MatchingPeriod current) {
        var seen = watched.computeIfAbsent(grid.setup().grid(), first -> new Watched());
        synchronized (seen) {
            var midnight = new MatchingPeriod(current.start().truncatedTo(ChronoUnit.DAYS));
            if (seen.next == null || seen.next.isBefore(midnight)) {
                seen.next = midnight;
                seen.open.clear();
            }
            while (seen.next.isBefore(current)) {
                seen.open.add(seen.next);
                seen.next = seen.next.next();
            }
            seen.open.removeIf(period -> {
                var record = grid.journal().read(grid.key(period));
                seen.day.add(record);
                return hasEnded(record) || record.steps().isEmpty();
            });
            return seen.day;
        }
    }

    private static DeadLettersNow letters(LiveGrid grid, int most) {
        return new DeadLettersNow(grid.deadLetters().count(), grid.deadLetters().latest(most));
    }
}
