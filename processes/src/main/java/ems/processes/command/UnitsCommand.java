package ems.processes.command;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The road-side units of a market that runs, for whoever may read its data folder. */
@Command(
        name = "list",
        description =
                "List the road-side units of a running market: who signs, who shall, who has voted, what each complains of.",
        mixinStandardHelpOptions = true)
final class UnitsCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "the market's data folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            defaultValue = "demo",
            description = "the grid (default: ${DEFAULT-VALUE})")
    private String grid = "demo";

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return new Errand("GET", address(grid), Map.of()).runInRunning(data, spec);
    }

    static String address(String grid) {
        return "/api/grids/" + URLEncoder.encode(grid, StandardCharsets.UTF_8) + "/units";
    }
}
