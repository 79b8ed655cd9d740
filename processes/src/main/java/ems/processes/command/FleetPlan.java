package ems.processes.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import ems.study.plan.Outputs;

/** What {@code ./ems benchmark fleet} measures: studies of fleets, by size and by layer. */
@Command(
        name = "fleet",
        description = "Measure studies of fleets: CPU seconds per million car-minutes and memory, by size and layer.",
        mixinStandardHelpOptions = true)
public final class FleetPlan extends LauncherCommands.LauncherCommand {

    private static final int MOST_MEMBERS = 10_000;
    private static final int MOST_DAYS = 366;

    @Option(
            names = "--sizes",
            paramLabel = "N,N",
            split = ",",
            description = "Homes, and as many cars (default: ${DEFAULT-VALUE}).")
    public List<Integer> sizes = List.of(5, 100, 400);

    @Option(
            names = "--short",
            paramLabel = "DAYS",
            description = "Days of the study that is subtracted, start-up with it (default: ${DEFAULT-VALUE}).")
    public int shortDays = 1;

    @Option(names = "--long", paramLabel = "DAYS", description = "Days of the other one (default: ${DEFAULT-VALUE}).")
    public int longDays = 7;

    @Option(names = "--outputs", paramLabel = "WHAT", description = "As of a study (default: all).")
    public Outputs outputs = Outputs.ALL;

    /** @throws ParameterException if a number is out of bounds; names it */
    public FleetPlan checked() {
        sizes.forEach(size -> GridSize.requireWithin(spec, "--sizes", size, MOST_MEMBERS));
        GridSize.requireWithin(spec, "--long", longDays, MOST_DAYS);
        GridSize.requireWithin(spec, "--short", shortDays, longDays - 1);
        return this;
    }
}
