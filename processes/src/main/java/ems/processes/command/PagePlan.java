package ems.processes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ./ems benchmark page} measures: what the live page of a large grid asks for each second. */
@Command(
        name = "page",
        description = "Measure the requests of the live page of a large grid.",
        mixinStandardHelpOptions = true)
public final class PagePlan extends LauncherCommands.LauncherCommand {

    @Mixin
    public GridSize grid = new GridSize();

    @Option(names = "--few", paramLabel = "N", description = "Ended periods at first (default: ${DEFAULT-VALUE}).")
    public int few = 1;

    @Option(names = "--many", paramLabel = "N", description = "Ended periods at last (default: ${DEFAULT-VALUE}).")
    public int many = 12;

    @Option(names = "--looks", paramLabel = "N", description = "Requests measured (default: ${DEFAULT-VALUE}).")
    public int looks = 15;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "Ended instances that the operator's pages list (default: ${DEFAULT-VALUE}).")
    public int instances = 100_000;

    /** @throws picocli.CommandLine.ParameterException if a number is out of bounds; names it */
    public PagePlan checked() {
        grid.check(spec);
        GridSize.requireWithin(spec, "--many", many, 1_000);
        GridSize.requireWithin(spec, "--few", few, many);
        GridSize.requireWithin(spec, "--looks", looks, 1_000);
        GridSize.requireWithin(spec, "--instances", instances, 1_000_000);
        return this;
    }
}
