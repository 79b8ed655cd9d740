package ems.processes.command;

import ems.processes.live.RunningLive;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the live market and stays until it is stopped. */
@Command(
        name = "run",
        description = "Run the market live: a period each 60 seconds, a page at http://127.0.0.1:PORT/.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the database, anchors and rule versions (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(names = "--port", paramLabel = "N", description = "Port of the page and the interfaces (default: ${DEFAULT-VALUE}).")
    int port = 8080;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Market seconds per second, 1 to 600: 60 shows an hour each minute (default: ${DEFAULT-VALUE}).")
    int speed = 1;

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside [0, 65535]");
        }
        Settings.set("quarkus.http.port", Integer.toString(port));
        Settings.set(
                "quarkus.datasource.jdbc.url",
                "jdbc:h2:file:" + data.toAbsolutePath().resolve("ems")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;NON_KEYWORDS=VALUE,KEY");
        Settings.set("ems.data", data.toAbsolutePath().toString());
        Settings.set("ems.live", "true");
        Settings.set("ems.clock.speed", Integer.toString(speed));
        Settings.set("ems.clock.resolution", Integer.toString(Math.max(10, 250 / speed)));
        Settings.set("ems.clock.grace", "PT" + Math.min(2 * speed, 20) + "S");
        var outcome = new Outcome();
        Quarkus.run(RunningLive.class, outcome);
        return outcome.exitCode();
    }
}
