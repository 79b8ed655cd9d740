package ems.processes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which road-side units shall sign, while the market runs, for whoever may read its data folder. */
@Command(
        name = "propose",
        description =
                "Propose which road-side units sign the blocks of a running market, all of them: those that sign now vote on it,"
                        + " each as its owner has approved.",
        mixinStandardHelpOptions = true)
final class ProposeUnitsCommand implements Callable<Integer> {

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

    @Option(
            names = "--quorum",
            paramLabel = "N",
            required = true,
            description = "how many of them must sign each block")
    private int quorum;

    @Option(
            names = "--here",
            paramLabel = "N",
            description = "instead of addresses: so many units of the market's process")
    private @Nullable Integer here;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; the trail keeps it")
    private String reason = "";

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..*",
            description = "where each of them stands, such as http://127.0.0.1:8091")
    private List<String> addresses = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("quorum", quorum);
        wish.put("reason", reason);
        if (here != null) {
            wish.put("here", here);
        }
        if (!addresses.isEmpty()) {
            wish.put("addresses", addresses);
        }
        return new Errand("POST", UnitsCommand.address(grid) + "/wanted", wish).runInRunning(data, spec);
    }
}
