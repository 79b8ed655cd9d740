package ems.processes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code ./ems benchmark period} measures: single periods of a large live grid, task by task. */
@Command(
        name = "period",
        description = "Measure the tasks of a live period of a large grid.",
        mixinStandardHelpOptions = true)
public final class PeriodPlan extends LauncherCommands.LauncherCommand {

    @Mixin
    public GridSize grid = new GridSize();

    @Option(names = "--algorithm", paramLabel = "NAME", description = "optimal or greedy (default: ${DEFAULT-VALUE}).")
    public String algorithm = "optimal";

    @Option(names = "--warm-ups", paramLabel = "N", description = "Periods before (default: ${DEFAULT-VALUE}).")
    public int warmUps = 8;

    @Option(names = "--periods", paramLabel = "N", description = "Periods measured (default: ${DEFAULT-VALUE}).")
    public int measured = 9;

    /** @throws ParameterException if a number is out of bounds; names it */
    public PeriodPlan checked() {
        grid.check(spec);
        GridSize.requireWithin(spec, "--warm-ups", warmUps, 1_000);
        GridSize.requireWithin(spec, "--periods", measured, 1_000);
        return this;
    }

    /** All periods, measured or not. */
    public int periods() {
        return warmUps + measured;
    }
}
