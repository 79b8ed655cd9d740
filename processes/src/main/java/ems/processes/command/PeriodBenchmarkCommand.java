package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import ems.processes.benchmarks.OnePeriodAtSize;

/** Measures single periods of a large live grid, step by step, in a folder that is deleted afterwards. */
@Command(
        name = "period",
        description = "Measure the steps of a live period of a large grid.",
        mixinStandardHelpOptions = true)
final class PeriodBenchmarkCommand implements Callable<Integer> {

    private static final int MOST_MEMBERS = 100_000;

    @Option(names = "--prosumers", paramLabel = "N", description = "Homes (default: ${DEFAULT-VALUE}).")
    int prosumers = 10_000;

    @Option(names = "--evs", paramLabel = "N", description = "Cars (default: ${DEFAULT-VALUE}).")
    int vehicles = 10_000;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "optimal or greedy (default: ${DEFAULT-VALUE}).")
    String algorithm = "optimal";

    @Option(names = "--warm-ups", paramLabel = "N", description = "Periods before (default: ${DEFAULT-VALUE}).")
    int warmUps = 8;

    @Option(names = "--periods", paramLabel = "N", description = "Periods measured (default: ${DEFAULT-VALUE}).")
    int measured = 9;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of members and readings (default: 7).")
    long seed = 7;

    @Override
    public Integer call() throws IOException {
        requireWithin("--prosumers", prosumers, MOST_MEMBERS);
        requireWithin("--evs", vehicles, MOST_MEMBERS);
        requireWithin("--warm-ups", warmUps, 1_000);
        requireWithin("--periods", measured, 1_000);
        var folder = Files.createTempDirectory("ems-benchmark");
        try {
            Settings.withoutListening();
            Settings.withDatabaseIn(folder);
            OnePeriodAtSize.next(
                    new OnePeriodAtSize.Order(prosumers, vehicles, algorithm, seed, warmUps, measured, folder));
            var outcome = new ApplicationExit();
            Quarkus.run(OnePeriodAtSize.class, outcome);
            return outcome.exitCode();
        } finally {
            delete(folder);
        }
    }

    static void requireWithin(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(option + " " + number + " is outside [1, " + most + "]");
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
