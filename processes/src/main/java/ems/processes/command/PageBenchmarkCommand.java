package ems.processes.command;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.Callable;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import ems.processes.benchmarks.PageAtSize;

/** Measures what the live page asks for each second, of a large grid, in a folder that is deleted afterwards. */
@Command(
        name = "page",
        description = "Measure the requests of the live page of a large grid.",
        mixinStandardHelpOptions = true)
final class PageBenchmarkCommand implements Callable<Integer> {

    private static final int MOST_MEMBERS = 100_000;

    @Option(names = "--prosumers", paramLabel = "N", description = "Homes (default: ${DEFAULT-VALUE}).")
    int prosumers = 10_000;

    @Option(names = "--evs", paramLabel = "N", description = "Cars (default: ${DEFAULT-VALUE}).")
    int vehicles = 10_000;

    @Option(names = "--few", paramLabel = "N", description = "Ended periods at first (default: ${DEFAULT-VALUE}).")
    int few = 1;

    @Option(names = "--many", paramLabel = "N", description = "Ended periods at last (default: ${DEFAULT-VALUE}).")
    int many = 12;

    @Option(names = "--looks", paramLabel = "N", description = "Requests measured (default: ${DEFAULT-VALUE}).")
    int looks = 15;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of members and readings (default: 7).")
    long seed = 7;

    @Override
    public Integer call() throws IOException {
        PeriodBenchmarkCommand.requireWithin("--prosumers", prosumers, MOST_MEMBERS);
        PeriodBenchmarkCommand.requireWithin("--evs", vehicles, MOST_MEMBERS);
        PeriodBenchmarkCommand.requireWithin("--many", many, 1_000);
        PeriodBenchmarkCommand.requireWithin("--looks", looks, 1_000);
        var folder = Files.createTempDirectory("ems-benchmark");
        try {
            int port = freePort();
            Settings.set("quarkus.http.port", Integer.toString(port));
            Settings.withDatabaseIn(folder);
            PageAtSize.next(new PageAtSize.Order(prosumers, vehicles, seed, few, many, looks, port));
            var outcome = new ApplicationExit();
            Quarkus.run(PageAtSize.class, outcome);
            return outcome.exitCode();
        } finally {
            PeriodBenchmarkCommand.delete(folder);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
