package ems.processes.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import ems.console.books.EndedPeriods;
import ems.console.books.EndedSoFar;
import ems.console.course.InstanceStanding;
import ems.console.course.NoticeNow;
import ems.console.course.RunningPeriod;
import ems.console.course.UnfinishedPeriods;
import ems.console.decision.RulesNow;
import ems.console.decision.RulesNow.RefusedTable;
import ems.console.page.DeadLettersNow;
import ems.console.page.FindMarketSnapshot;
import ems.console.page.MarketSnapshot;
import ems.console.page.MarketSnapshots;
import ems.console.page.MarketSources;
import ems.console.page.RowChoice;
import ems.console.page.ShownRows;
import ems.console.page.WatchedGrid;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.processes.clock.LostPeriods;
import ems.processes.draft.RuleSchedule;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.mqtt.MqttLink;
import ems.processes.period.PeriodStatus;
import ems.processes.period.StoredPeriods;
import ems.processes.storage.DiskRoom;
import ems.processes.storage.StorageUse;

/** Collects what the live page shows of a grid. Looking changes nothing. */
@Singleton
public class SnapshotSource implements FindMarketSnapshot {

    private static final int LETTERS_SHOWN = 5;
    /** How long a request waits for periods that have just ended; after that it shows what is known. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final LiveGrids grids;
    private final StoredPeriods periods;
    private final StorageUse storage;
    private final Standstill standstill;
    private final LostPeriods lost;
    private final DiskRoom disk;
    private final RuleSchedule schedule;
    private final MqttLink mqtt;
    private final Map<GridId, WatchedGrid> watched = new ConcurrentHashMap<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "ended-periods");
        thread.setDaemon(true);
        return thread;
    });

    public SnapshotSource(
            LiveGrids grids,
            StoredPeriods periods,
            StorageUse storage,
            Standstill standstill,
            LostPeriods lost,
            DiskRoom disk,
            RuleSchedule schedule,
            MqttLink mqtt) {
        this.grids = grids;
        this.periods = periods;
        this.storage = storage;
        this.standstill = standstill;
        this.lost = lost;
        this.disk = disk;
        this.schedule = schedule;
        this.mqtt = mqtt;
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
    public Optional<MarketSnapshot> snapshot(GridId id, RowChoice choice) {
        return grids.find(id).map(grid -> snapshot(grid, choice));
    }

    private MarketSnapshot snapshot(LiveGrid grid, RowChoice choice) {
        var now = grid.clock().instant();
        var current = MatchingPeriod.containing(now);
        var setup = grid.setup();
        var watch = watched.computeIfAbsent(setup.grid(), first -> watch(grid));
        var instances = periods.instances(setup.grid());
        var record = watch.record(current);
        var unfinished = watch.unfinished(earlier(instances, current), now);
        var ended = watch.endedBefore(current, instances.keySet());
        var members = grid.roster().in(current);
        var rows = ShownRows.of(members, record, choice);
        return MarketSnapshots.of(new MarketSources(
                members,
                now,
                grid.byHand() ? "sandbox" : "live",
                running(grid, now, record, Optional.ofNullable(instances.get(current))),
                rows,
                watch.pairs(record, setup.prices()),
                unfinished,
                ended,
                watch.inventories(rows.vehicleIds()),
                watch.measured(now, record),
                setup.prices(),
                rules(grid, record, unfinished, ended),
                letters(grid, LETTERS_SHOWN),
                storage.now(),
                notices(grid, now),
                setup.matching(),
                home -> grid.roster().isPrivate(home, current)));
    }

    private RunningPeriod running(LiveGrid grid, Instant now, PeriodRecord record, Optional<PeriodStatus> status) {
        var instance = InstanceStandings.of(record, status);
        return instance.equals(InstanceStanding.NOT_STARTED)
                ? new RunningPeriod(record, instance, Optional.of(standstill.of(grid, now)))
                : new RunningPeriod(record, instance, standstill.rests(grid, now));
    }

    private List<NoticeNow> notices(LiveGrid grid, Instant now) {
        var jump = grid.clock()
                .jump()
                .filter(latest -> latest.isNews(now))
                .map(latest -> new NoticeNow(latest.reason(), latest.advice()));
        var found = lost.latestIn(grid.setup().grid())
                .filter(latest -> latest.isNews(now))
                .map(latest -> new NoticeNow(latest.reason(), latest.advice()));
        var emergency = schedule.emergency(
                        grid.setup().grid(), grid.rules().active().version())
                .map(
                        reason -> new NoticeNow(
                                reason,
                                "It holds until a draft that is approved takes its place; /rules/ says who ordered it, and why."));
        var notices = Stream.of(disk.shortage(), standstill.rests(grid, now), emergency, jump, found)
                .flatMap(Optional::stream);
        return Stream.concat(notices, mqtt.notices(grid.setup().grid()).stream())
                .toList();
    }

    private WatchedGrid watch(LiveGrid grid) {
        var setup = grid.setup();
        return new WatchedGrid(
                setup.grid(),
                grid.roster(),
                grid.journal(),
                grid.telemetry(),
                new EndedPeriods(
                        setup.grid(),
                        grid.journal(),
                        new LedgerSeals(setup.grid(), grid.ledger()),
                        setup.forecast(),
                        setup.matching(),
                        reader,
                        PATIENCE));
    }

    private static SortedMap<MatchingPeriod, InstanceStanding> earlier(
            SortedMap<MatchingPeriod, PeriodStatus> instances, MatchingPeriod current) {
        SortedMap<MatchingPeriod, InstanceStanding> earlier = new TreeMap<>();
        instances.headMap(current).forEach((period, status) -> earlier.put(period, InstanceStandings.of(status)));
        return earlier;
    }

    private static RulesNow rules(LiveGrid grid, PeriodRecord current, UnfinishedPeriods unfinished, EndedSoFar ended) {
        String version = grid.rules().active().version();
        var refused = grid.rules().standingRefusal().stream()
                .flatMap(refusal -> refusal.faults().stream())
                .map(fault -> new RefusedTable(fault.file(), fault.row(), fault.column(), fault.reason()))
                .toList();
        var period = current.key().period();
        var running = unfinished.rules();
        current.first(PeriodOpened.class).ifPresent(opened -> running.put(period, opened.rules()));
        return new RulesNow(version, ended.rulesSince(version, period, running), refused);
    }

    private static DeadLettersNow letters(LiveGrid grid, int most) {
        return new DeadLettersNow(grid.deadLetters().count(), grid.deadLetters().latest(most));
    }

    @PreDestroy
    void stop() {
        reader.shutdownNow();
    }
}
