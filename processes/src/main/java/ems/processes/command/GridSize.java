package ems.processes.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The large grid that a benchmark makes up. */
public final class GridSize {

    private static final int MOST_MEMBERS = 100_000;

    @Option(names = "--prosumers", paramLabel = "N", description = "Homes (default: ${DEFAULT-VALUE}).")
    public int prosumers = 10_000;

    @Option(names = "--evs", paramLabel = "N", description = "Cars (default: ${DEFAULT-VALUE}).")
    public int vehicles = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of members and readings (default: 7).")
    public long seed = 7;

    void check(CommandSpec spec) {
        requireWithin(spec, "--prosumers", prosumers, MOST_MEMBERS);
        requireWithin(spec, "--evs", vehicles, MOST_MEMBERS);
    }

    /** @throws ParameterException if the number is outside [1, most]; names it */
    static void requireWithin(CommandSpec spec, String option, int number, int most) {
        if (number < 1 || number > most) {
            throw new ParameterException(spec.commandLine(), option + " " + number + " is outside [1, " + most + "]");
        }
    }
}
