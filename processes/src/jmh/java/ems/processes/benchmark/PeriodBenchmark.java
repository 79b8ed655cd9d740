package ems.processes.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.GlobalModel;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.StepRecord;
import ems.processes.benchmark.TimedTasks.Spent;
import ems.processes.clock.GridTicker;
import ems.processes.command.Ems;
import ems.processes.command.PeriodPlan;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.Markets;
import ems.processes.period.StoredPeriods;
import ems.routes.store.JdbcTelemetry;

/**
 * {@code ./ems benchmark period}: periods of one large live grid through the stored process, task by task, beside the
 * same process with empty tasks and beside writing as many bytes to a file. Telemetry comes in between; it is not
 * counted, and nobody waits for the exchange window.
 */
public class PeriodBenchmark implements QuarkusApplication {

    private static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    /** Models are merged each full hour. */
    private static final Instant MERGE = Instant.parse("2026-06-21T18:00:00Z");
    /** Models learn from readings of an hour at least, and are tried on those of three. */
    private static final int MINUTES_KNOWN = 120;

    private static final GridId EMPTY = new GridId("empty");

    private final StoredPeriods periods;
    private final Markets markets;
    private final LiveGrids grids;
    private final GridTicker ticks;
    private final Path home;
    private final Path data;
    private final TimedTasks tasks = new TimedTasks();
    private final TaskTable table = new TaskTable();
    private final TaskTable merging = new TaskTable();
    private final List<Spent> idleTicks = new ArrayList<>();
    private Instant now = FIRST.start();
    private int byModels;

    PeriodBenchmark(
            StoredPeriods periods,
            Markets markets,
            LiveGrids grids,
            GridTicker ticks,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home,
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        this.periods = periods;
        this.markets = markets;
        this.grids = grids;
        this.ticks = ticks;
        this.home = home;
        this.data = data;
    }

    @Override
    public int run(String... words) throws IOException {
        var plan = (PeriodPlan) Ems.command(words);
        var members = new LargeGrid(plan.grid.seed, plan.grid.prosumers, plan.grid.vehicles);
        var grid = grids.open(
                members.setup(plan.algorithm, plan.forecast, home.resolve("rules").resolve("tables")),
                () -> now,
                true,
                tasks::around);
        var telemetry = grid.telemetry();
        var period = first(plan);
        for (int ago = plan.learns() ? MINUTES_KNOWN : 1; ago > 0; ago--) {
            keep(members, telemetry, new MatchingPeriod(period.start().minus(MatchingPeriod.LENGTH.multipliedBy(ago))));
        }
        for (int i = 0; i < plan.periods(); i++) {
            if (i == plan.warmUps) {
                HeapPeak.forget();
            }
            take(grid.key(period), grid, members, telemetry, i >= plan.warmUps);
            period = period.next();
        }
        print(plan, grid.journal().read(grid.key(period.previous())));
        return 0;
    }

    /** With models, a merge falls into the middle of what is measured. */
    private static MatchingPeriod first(PeriodPlan plan) {
        int before = plan.warmUps + plan.measured / 2;
        return plan.learns() ? new MatchingPeriod(MERGE.minus(MatchingPeriod.LENGTH.multipliedBy(before))) : FIRST;
    }

    private void keep(LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod period) {
        telemetry.keepReadings(members.readings(period));
        telemetry.keepStatuses(members.statuses(period), period.end());
    }

    private void take(PeriodKey key, LiveGrid grid, LargeGrid members, JdbcTelemetry telemetry, boolean measured) {
        now = key.period().start();
        var start = Spent.now();
        periods.start(key);
        var matched = Spent.now().since(start);
        keep(members, telemetry, key.period());
        var idle = idleTick(grid, key.period());
        now = key.period().end();
        start = Spent.now();
        periods.closeWindow(key);
        var total = matched.plus(Spent.now().since(start));
        var taken = tasks.taken();
        var inTasks = taken.values().stream().reduce(Spent.none(), Spent::plus);
        taken.put("engine, events and index", total.since(inTasks));
        if (measured) {
            var record = grid.journal().read(key);
            (record.all(GlobalModel.class).isEmpty() ? table : merging).add(taken, total);
            byModels += record.all(ProsumerBid.class).stream().anyMatch(bid -> bid.model().isPresent()) ? 1 : 0;
            idleTicks.add(idle);
        }
        if (periods.status(key).isPresent() || grid.ledger().block(key).isEmpty()) {
            throw new IllegalStateException(key + " was not taken to its end: " + periods.status(key));
        }
    }

    /** In the middle of the window the clock looks once a second, and finds nothing to do. */
    private Spent idleTick(LiveGrid grid, MatchingPeriod period) {
        var start = Spent.now();
        ticks.tick(grid, period.start().plusSeconds(30));
        return Spent.now().since(start);
    }

    private void print(PeriodPlan plan, PeriodRecord last) throws IOException {
        List<byte[]> written = last.steps().stream().map(PeriodBenchmark::bytes).toList();
        long bytes = written.stream().mapToLong(step -> step.length).sum();
        System.out.printf(
                Locale.ROOT,
                "%d prosumers, %d EVs, matching %s, seed %d; %d periods measured after %d; Java %s%n"
                        + "the last one: %d matches, %d samples stored and %d released, %d entries, %.1f MB%n%n%s%n",
                plan.grid.prosumers,
                plan.grid.vehicles,
                plan.algorithm,
                plan.grid.seed,
                plan.measured,
                plan.warmUps,
                Runtime.version().feature(),
                last.all(Match.class).size(),
                samples(last, Flow.STORED),
                samples(last, Flow.RELEASED),
                last.entries().count(),
                bytes / 1e6,
                table.text());
        if (plan.learns()) {
            System.out.printf(
                    Locale.ROOT,
                    "models forecast %d of all these periods, persistence the others; the minute of a merge:%n%n%s%n",
                    byModels,
                    merging.text());
        }
        System.out.printf(Locale.ROOT, "heap at its peak, rubbish included: %,d MB%n", HeapPeak.bytes() >> 20);
        double file = writing(plan, written);
        double engine = emptyTasks(plan);
        System.out.printf(
                Locale.ROOT,
                "an idle tick of the clock, worst: %.1f ms%n"
                        + "the same bytes to a file, synced after each step: %.1f ms; whole period : file = %.1f%n"
                        + "the same process with empty tasks: %.1f ms; whole period : empty tasks = %.1f%n",
                idleTicks.stream().mapToLong(Spent::wall).max().orElse(0) / 1e6,
                file,
                table.medianTotal() / file,
                engine,
                table.medianTotal() / engine);
    }

    private static byte[] bytes(StepRecord step) {
        return step.entries().stream()
                .map(Entry::text)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long samples(PeriodRecord record, Flow flow) {
        return record.all(Exchange.class).stream()
                .filter(exchange -> exchange.flow() == flow)
                .count();
    }

    /** @return median of the measured rounds, ms */
    private double writing(PeriodPlan plan, List<byte[]> steps) throws IOException {
        var rounds = new TaskTable();
        for (int round = 0; round < plan.measured; round++) {
            var start = Spent.now();
            try (var file = FileChannel.open(
                    data.resolve("bytes-" + round), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (byte[] step : steps) {
                    var bytes = ByteBuffer.wrap(step);
                    while (bytes.hasRemaining()) {
                        file.write(bytes);
                    }
                    file.force(true);
                }
            }
            rounds.add(Map.of(), Spent.now().since(start));
        }
        return rounds.medianTotal();
    }

    /** @return median of the measured periods, ms */
    private double emptyTasks(PeriodPlan plan) {
        markets.open(EMPTY, new NoTasks());
        var rounds = new TaskTable();
        var period = FIRST;
        for (int i = 0; i < plan.periods(); i++) {
            var key = new PeriodKey(EMPTY, period);
            var start = Spent.now();
            periods.start(key);
            periods.closeWindow(key);
            if (i >= plan.warmUps) {
                rounds.add(Map.of(), Spent.now().since(start));
            }
            period = period.next();
        }
        return rounds.medianTotal();
    }
}
