package ems.processes.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.quantity.MatchingPeriod;
import ems.processes.command.Ems;
import ems.processes.command.WhatIfPlan;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobState;
import ems.processes.period.StoredPeriods;
import ems.processes.whatif.RunningWhatIf;
import ems.processes.whatif.WhatIfOrder;
import ems.routes.store.JdbcTelemetry;

/**
 * {@code ./ems benchmark what-if}: how long a draft takes on the settled periods of a live grid, and how much longer the periods of the
 * market take meanwhile.
 */
public class WhatIfBenchmark implements QuarkusApplication {

    private static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final String PRICING = "pricing.csv";

    private final StoredPeriods periods;
    private final LiveGrids grids;
    private final RunningWhatIf whatIf;
    private final BackgroundJobs jobs;
    private final Path tables;
    private Instant now = FIRST.start();
    private int asked;

    WhatIfBenchmark(
            StoredPeriods periods,
            LiveGrids grids,
            RunningWhatIf whatIf,
            BackgroundJobs jobs,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home) {
        this.periods = periods;
        this.grids = grids;
        this.whatIf = whatIf;
        this.jobs = jobs;
        this.tables = home.resolve("rules").resolve("tables");
    }

    @Override
    public int run(String... words) throws IOException {
        var plan = (WhatIfPlan) Ems.command(words);
        var members = new LargeGrid(plan.grid.seed, plan.grid.prosumers, plan.grid.vehicles);
        var grid = grids.open(members.setup("optimal", tables), () -> now, true, market -> market);
        var telemetry = grid.telemetry();
        keep(members, telemetry, FIRST.previous());
        var period = FIRST;
        for (int i = 0; i < plan.periods; i++) {
            take(grid, members, telemetry, period);
            period = period.next();
        }
        System.out.printf(
                Locale.ROOT,
                "%d prosumers, %d EVs, seed %d, %d settled periods; Java %d%n%n",
                plan.grid.prosumers,
                plan.grid.vehicles,
                plan.grid.seed,
                plan.periods,
                Runtime.version().feature());
        for (String mode : List.of("prices", "prices", "limits", "day")) {
            long start = System.nanoTime();
            long worked = worked();
            var job = ended(asked(grid, period, mode));
            System.out.printf(
                    Locale.ROOT,
                    "mode %s: %.2f s, of which its thread worked %.2f s; %s%n",
                    mode,
                    (System.nanoTime() - start) / 1e9,
                    (worked() - worked) / 1e9,
                    job.words());
        }
        beside(plan, grid, members, telemetry, period);
        return 0;
    }

    /** Periods with a what-if and without one, in turn, so that what else the machine does falls on both. */
    private void beside(
            WhatIfPlan plan, LiveGrid grid, LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod settled) {
        List<Double> alone = new ArrayList<>();
        List<Double> meanwhile = new ArrayList<>();
        var period = settled;
        for (int i = 0; i < plan.rounds; i++) {
            for (int k = 0; k < plan.each; k++) {
                alone.add(take(grid, members, telemetry, period));
                period = period.next();
            }
            var job = asked(grid, settled, "prices");
            for (int k = 0; k < plan.each; k++) {
                if (jobs.find(job.id()).orElseThrow().state().isEnd()) {
                    job = asked(grid, settled, "prices");
                }
                meanwhile.add(take(grid, members, telemetry, period));
                period = period.next();
            }
            if (!jobs.find(job.id()).orElseThrow().state().isEnd()) {
                jobs.cancel(job.id(), "benchmark");
                ended(job);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%na period without a what-if: median %.1f ms, worst %.1f ms of %d%n"
                        + "a period during a what-if:  median %.1f ms, worst %.1f ms%n"
                        + "median during : without = %.3f%n",
                median(alone),
                worst(alone),
                alone.size(),
                median(meanwhile),
                worst(meanwhile),
                median(meanwhile) / median(alone));
    }

    /** What the thread of the jobs used of a processor so far, in ns: the machine may have more to do. */
    private static long worked() {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().equals("jobs")) {
                return threads.getThreadCpuTime(id);
            }
        }
        return 0;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double worst(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Each with other tables: the same question would be the same job. */
    private Job asked(LiveGrid grid, MatchingPeriod before, String mode) {
        try {
            var pricing = Files.readString(tables.resolve(PRICING)).replace(",50,", "," + (51 + asked++ % 40) + ",");
            return whatIf.start(
                    new WhatIfOrder(
                            grid.setup().grid().text(),
                            null,
                            null,
                            Map.of(PRICING, pricing),
                            FIRST.toString(),
                            before.toString(),
                            mode),
                    "benchmark " + asked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Job ended(Job job) {
        var state = job;
        while (!state.state().isEnd()) {
            LockSupport.parkNanos(1_000_000);
            state = jobs.find(job.id()).orElseThrow();
        }
        if (state.state() == JobState.FAILED) {
            throw new IllegalStateException(state.words());
        }
        return state;
    }

    private void keep(LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod period) {
        telemetry.keepReadings(members.readings(period));
        telemetry.keepStatuses(members.statuses(period), period.end());
    }

    /** @return milliseconds, without the telemetry */
    private double take(LiveGrid grid, LargeGrid members, JdbcTelemetry telemetry, MatchingPeriod period) {
        var key = grid.key(period);
        now = period.start();
        long start = System.nanoTime();
        periods.start(key);
        long matched = System.nanoTime() - start;
        keep(members, telemetry, period);
        now = period.end();
        start = System.nanoTime();
        periods.closeWindow(key);
        long total = matched + System.nanoTime() - start;
        if (periods.status(key).isPresent() || grid.ledger().block(key).isEmpty()) {
            throw new IllegalStateException(key + " was not taken to its end: " + periods.status(key));
        }
        return total / 1e6;
    }
}
