package ems.processes.command;

import java.util.TreeSet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import ems.forecasting.Strategies;

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

    @Option(
            names = "--forecast",
            paramLabel = "NAME",
            description =
                    "A live strategy (default: ${DEFAULT-VALUE}); models are merged in the middle of what is measured.")
    public String forecast = Strategies.PERSISTENCE;

    @Option(names = "--warm-ups", paramLabel = "N", description = "Periods before (default: ${DEFAULT-VALUE}).")
    public int warmUps = 8;

    @Option(names = "--periods", paramLabel = "N", description = "Periods measured (default: ${DEFAULT-VALUE}).")
    public int measured = 9;

    /** @throws ParameterException if a number is out of bounds; names it */
    public PeriodPlan checked() {
        grid.check(spec);
        if (!Strategies.live().contains(forecast)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--forecast '" + forecast + "' is none of " + String.join(", ", new TreeSet<>(Strategies.live())));
        }
        GridSize.requireWithin(spec, "--warm-ups", warmUps, 1_000);
        GridSize.requireWithin(spec, "--periods", measured, 1_000);
        return this;
    }

    /** Whether models learn, and are merged. */
    public boolean learns() {
        return forecast.startsWith(Strategies.FEDERATED);
    }

    /** All periods, measured or not. */
    public int periods() {
        return warmUps + measured;
    }
}
