package ems.processes.command;

import picocli.CommandLine.Command;

/** The benchmarks; the launcher builds and starts them, for they do not ship. */
@Command(
        name = "benchmark",
        description = "Measure where the time of a study goes, beside the bare engine and the bare market.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PeriodPlan.class,
            PagePlan.class,
            FleetPlan.class,
            WhatIfPlan.class,
            LauncherCommands.MatchingBenchmark.class,
            LauncherCommands.ForecastingBenchmark.class,
            LauncherCommands.LedgerBenchmark.class,
            LauncherCommands.MqttBenchmark.class,
            LauncherCommands.OcppBenchmark.class
        })
final class BenchmarkCommand extends LauncherCommands.LauncherCommand {}
