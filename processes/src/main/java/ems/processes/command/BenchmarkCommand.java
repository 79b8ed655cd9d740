package ems.processes.command;

import java.util.concurrent.Callable;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;

import ems.processes.benchmarks.WhereTheTimeGoes;

/** Measures the whole set beside the bare engine and the bare market. */
@Command(
        name = "benchmark",
        description = "Measure where the time of a study goes, beside the bare engine and the bare market.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PeriodBenchmarkCommand.class,
            PageBenchmarkCommand.class,
            LauncherCommands.MatchingBenchmark.class,
            LauncherCommands.ForecastingBenchmark.class,
            LauncherCommands.LedgerBenchmark.class
        })
final class BenchmarkCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Settings.withoutDoors();
        var outcome = new ApplicationExit();
        Quarkus.run(WhereTheTimeGoes.class, outcome);
        return outcome.exitCode();
    }
}
