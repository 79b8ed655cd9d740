package ems.processes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./ems benchmark page} measures: what the live page of a large grid asks for each second. */
@Command(
        name = "page",
        description = "Measure the requests of the live page of a large grid.",
        mixinStandardHelpOptions = true)
public final class PagePlan extends LauncherCommands.LauncherCommand {

    private static final int MOST_MEMBERS = 100_000;

    @Option(names = "--prosumers", paramLabel = "N", description = "Homes (default: ${DEFAULT-VALUE}).")
    public int prosumers = 10_000;

    @Option(names = "--evs", paramLabel = "N", description = "Cars (default: ${DEFAULT-VALUE}).")
    public int vehicles = 10_000;

    @Option(names = "--few", paramLabel = "N", description = "Ended periods at first (default: ${DEFAULT-VALUE}).")
    public int few = 1;

    @Option(names = "--many", paramLabel = "N", description = "Ended periods at last (default: ${DEFAULT-VALUE}).")
    public int many = 12;

    @Option(names = "--looks", paramLabel = "N", description = "Requests measured (default: ${DEFAULT-VALUE}).")
    public int looks = 15;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of members and readings (default: 7).")
    public long seed = 7;

    /** @throws picocli.CommandLine.ParameterException if a number is out of bounds; names it */
    public PagePlan checked() {
        PeriodPlan.requireWithin(spec, "--prosumers", prosumers, MOST_MEMBERS);
        PeriodPlan.requireWithin(spec, "--evs", vehicles, MOST_MEMBERS);
        PeriodPlan.requireWithin(spec, "--many", many, 1_000);
        PeriodPlan.requireWithin(spec, "--looks", looks, 1_000);
        return this;
    }
}
