package ems.processes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.processes.town.Town;
import ems.processes.town.TownFolder;
import ems.processes.town.TownPlan;

/** A demonstration of everybody as a process of their own, until it is ended. */
@Command(
        name = "town",
        description =
                "Runs a market, a broker, road-side units and agents, each as a process of this machine, and a page of who is"
                        + " where; whoever is killed is started again.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"2:it could not start", "130, 143:a signal ended it, and nobody is left"},
        mixinStandardHelpOptions = true)
final class TownCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "5",
            description = "homes, each with a car and an agent (default: ${DEFAULT-VALUE})")
    private int homes;

    private static final int USUAL_STATIONS = 2;

    @Option(
            names = "--stations",
            paramLabel = "N",
            description = "charging stations, at which the first cars stand (default: 2, and none with --speed)")
    private @Nullable Integer stations;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of the market's page and interfaces (default: a free one)")
    private int port;

    @Option(
            names = "--page",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of the town's own page (default: a free one)")
    private int page;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "folder that keeps what everybody has, for a later town of as many homes and the same speed (default: one that goes"
                            + " with the town)")
    private @Nullable Path data;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "market seconds per second, 1 to 120 (default: ${DEFAULT-VALUE})")
    private int speed;

    @Option(
            names = "--from",
            paramLabel = "HH:MM",
            description = "time of day, UTC, at which a faster market begins in a new folder (default: the present)")
    private @Nullable LocalTime from;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int usual = speed > 1 ? 0 : Math.min(USUAL_STATIONS, homes);
        var plan = new TownPlan(
                homes, Optional.ofNullable(stations).orElse(usual), speed, Optional.ofNullable(from), port, page);
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var opening = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            opening.interrupt();
            try {
                closed.await(); // everybody is ended first, each with a bound of time
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (var folder = TownFolder.of(Optional.ofNullable(data), homes, speed);
                var town = new Town(plan, folder, InstantSource.system(), this::says, this::warns)) {
            town.open();
            ended.await();
        } catch (InterruptedException e) {
            // it is to end
        } catch (IOException | RuntimeException e) {
            if (ended.getCount() > 0) {
                throw e;
            }
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private void says(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void warns(String line) {
        var err = spec.commandLine().getErr();
        err.println("ems: " + line);
        err.flush();
    }
}
