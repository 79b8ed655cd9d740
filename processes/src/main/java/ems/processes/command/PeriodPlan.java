package ems.processes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code ./ems benchmark period} measures: single periods of a large live grid, task by task. */
@Command(
        name = "period",
        description = "Measure the tasks of a live period of a large grid.",
        mixinStandardHelpOptions = true)
public final class PeriodPlan extends LauncherCommands.LauncherCommand {

    private static final int MOST_MEMBERS = 100_000;

    @Option(names = "--prosumers", paramLabel = "N", description = "Homes (default: ${DEFAULT-VALUE}).")
    public int prosumers = 10_000;

    @Option(names = "--evs", paramLabel = "N", description = "Cars (default: ${DEFAULT-VALUE}).")
    public int vehicles = 10_000;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "optimal or greedy (default: ${DEFAULT-VALUE}).")
    public String algorithm = "optimal";

    @Option(names = "--warm-ups", paramLabel = "N", description = "Periods before (default: ${DEFAULT-VALUE}).")
    public int warmUps = 8;

    @Option(names = "--periods", paramLabel = "N", description = "Periods measured (default: ${DEFAULT-VALUE}).")
    public int measured = 9;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of members and readings (default: 7).")
    public long seed = 7;

    /** @throws ParameterException if a number is out of bounds; names it */
    public PeriodPlan checked() {
        requireWithin(spec, "--prosumers", prosumers, MOST_MEMBERS);
        requireWithin(spec, "--evs", vehicles, MOST_MEMBERS);
        requireWithin(spec, "--warm-ups", warmUps, 1_000);
        requireWithin(spec, "--periods", measured, 1_000);
        return this;
    }

    /** All periods, measured or not. */
    public int periods() {
        return warmUps + measured;
    }

    static void requireWithin(CommandSpec spec, String option, int number, int most) {
        if (number < 1 || number > most) {
            throw new ParameterException(spec.commandLine(), option + " " + number + " is outside [1, " + most + "]");
        }
    }
}
