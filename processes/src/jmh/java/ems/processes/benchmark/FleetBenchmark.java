package ems.processes.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import ems.processes.benchmark.FleetCosts.Part;
import ems.processes.command.FleetPlan;

/**
 * {@code ./ems benchmark fleet}: studies of as many homes as cars, each in a process of its own, once for a short and once
 * for a long span. The difference is what a car-minute costs once a study goes on.
 */
final class FleetBenchmark {

    private static final String LINE = "%-42s";
    private static final double NANOS = 1e9;
    private static final double MILLION = 1e6;
    private static final int MINUTES_A_DAY = 1_440;

    private final FleetPlan plan;
    private final TemporaryFolder folder;
    private final Map<Integer, FleetCosts> first = new LinkedHashMap<>();
    private final Map<Integer, FleetCosts> further = new LinkedHashMap<>();

    FleetBenchmark(FleetPlan plan, TemporaryFolder folder) {
        this.plan = plan;
        this.folder = folder;
    }

    int measure() throws IOException {
        for (int size : plan.sizes) {
            var shorter = study(size, plan.shortDays);
            first.put(size, shorter);
            further.put(size, study(size, plan.longDays).beyond(shorter));
        }
        print();
        return 0;
    }

    private FleetCosts study(int size, int days) throws IOException {
        var work = folder.emptied("fleet");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-jar",
                System.getProperty("java.class.path"),
                Integer.toString(size),
                Integer.toString(days),
                plan.outputs.name(),
                work.toString()));
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the study of " + size + " homes failed");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
        return FleetCosts.read(work.resolve(FleetRun.COSTS));
    }

    private double carMinutes(int size) {
        return (double) size * MINUTES_A_DAY * (plan.longDays - plan.shortDays);
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "as many homes as cars, one optimal run with perfect forecasts, --outputs %s; %d days less %d; Java %s%n%n",
                plan.outputs.name().toLowerCase(Locale.ROOT),
                plan.longDays,
                plan.shortDays,
                Runtime.version().feature());
        heading("CPU seconds per million car-minutes");
        for (Part part : Part.values()) {
            if (part != Part.START) {
                row(part.words(), "%9.2f", size -> perMillion(size, costs(size).cpu().get(part)));
            }
        }
        row("the whole study", "%9.2f", size -> perMillion(size, marginal(size)));
        row("hash and write the same bytes", "%9.2f", size -> perMillion(size, costs(size).bound()));
        row("the whole study : hash and write", "%9.1f", size -> marginal(size)
                / (double) costs(size).bound());
        System.out.println();
        heading("");
        row("car-minutes per CPU second", "%9.0f", size -> carMinutes(size) / (marginal(size) / NANOS));
        row("bytes per car-minute", "%9.0f", size -> costs(size).bytes() / carMinutes(size));
        row("the short study with start-up, CPU seconds", "%9.1f", size -> first.get(size).total() / NANOS);
        row("peak memory, MB", "%9.0f", size -> costs(size).memory() / MILLION);
    }

    private FleetCosts costs(int size) {
        return further.get(size);
    }

    /** Start-up differs from study to study by chance, and is no part of it. */
    private long marginal(int size) {
        return costs(size).total() - costs(size).cpu().get(Part.START);
    }

    private double perMillion(int size, long nanos) {
        return nanos / NANOS / (carMinutes(size) / MILLION);
    }

    private void heading(String words) {
        System.out.printf(LINE, words);
        plan.sizes.forEach(size -> System.out.printf(Locale.ROOT, "%9d", size));
        System.out.println();
    }

    private void row(String words, String format, Function<Integer, Double> cell) {
        System.out.printf(LINE, words);
        plan.sizes.forEach(size -> System.out.printf(Locale.ROOT, format, cell.apply(size)));
        System.out.println();
    }
}
