package ems.processes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ./ems benchmark what-if} measures: a draft on settled periods, and the market's periods meanwhile. */
@Command(
        name = "what-if",
        description = "Measure what-ifs of settled periods, and the market's periods meanwhile.",
        mixinStandardHelpOptions = true)
public final class WhatIfPlan extends LauncherCommands.LauncherCommand {

    @Mixin
    public GridSize grid = new GridSize();

    @Option(names = "--periods", paramLabel = "N", description = "Settled periods (default: ${DEFAULT-VALUE}).")
    public int periods = 60;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often periods are run without a what-if and then with one (default: ${DEFAULT-VALUE}).")
    public int rounds = 3;

    @Option(
            names = "--each",
            paramLabel = "N",
            description = "Periods of a round, each way (default: ${DEFAULT-VALUE}).")
    public int each = 5;

    /** @throws picocli.CommandLine.ParameterException if a number is out of bounds; names it */
    public WhatIfPlan checked() {
        grid.check(spec);
        GridSize.requireWithin(spec, "--periods", periods, 10_000);
        GridSize.requireWithin(spec, "--rounds", rounds, 1_000);
        GridSize.requireWithin(spec, "--each", each, 1_000);
        return this;
    }
}
