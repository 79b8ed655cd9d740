package ems.processes.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.processes.folder.WholeFile;
import ems.processes.town.DemoCar;
import ems.routes.ocpp.simulated.BatteryState;
import ems.routes.ocpp.simulated.SimulatedStation;
import ems.study.scenario.ScenarioFile;

/** A charging station with a car of the demonstration, until it is ended. */
@Command(
        name = "station",
        description = "Simulates a charging station of OCPP 1.6 and a car of the demonstration that stands there.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it was ended", "2:it could not start, or its files failed"},
        mixinStandardHelpOptions = true)
final class StationCommand implements Callable<Integer> {

    private static final String PASSWORD = "EMS_STATION_PASSWORD";
    private static final String CENTRAL = "ws://127.0.0.1:8887/ocpp/";
    private static final String STATE = "battery.txt";
    private static final Percentage AT_FIRST = Percentage.of(80);
    private static final long ROUND_MILLIS = 500;
    private static final long ENDS_WITHIN_SECONDS = 5;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "its identity, as the market's table of chargers has it, such as CP1")
    private String name = "";

    @Option(
            names = "--car",
            paramLabel = "CAR",
            required = true,
            description = "the car that stands there, such as EV1")
    private String car = "";

    @Option(
            names = "--central",
            paramLabel = "URL",
            defaultValue = CENTRAL,
            description =
                    "where stations connect (default: ${DEFAULT-VALUE}); the password stands in the environment, as "
                            + PASSWORD)
    private URI central = URI.create(CENTRAL);

    @Option(
            names = "--kw",
            paramLabel = "KW",
            defaultValue = "7.4",
            description = "its greatest power, in either direction (default: ${DEFAULT-VALUE})")
    private BigDecimal kilowatts = BigDecimal.ZERO;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder that keeps its registers and the car's charge (default: station-NAME)")
    private @Nullable Path data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var password = Optional.ofNullable(System.getenv(PASSWORD))
                .orElseThrow(() -> new IllegalArgumentException("the station's password is missing: set " + PASSWORD));
        var folder = Files.createDirectories(data != null ? data : Path.of("station-" + name));
        var clock = InstantSource.system();
        var capacity = ScenarioFile.find("demo").scenario().vehicle().capacity();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        var station = new SimulatedStation(
                vertx,
                central,
                name,
                password,
                new DemoCar(new VehicleId(car)),
                capacity,
                Power.ofKilowatts(kilowatts),
                battery(folder.resolve(STATE), capacity),
                state -> keep(folder.resolve(STATE), state),
                clock.instant());
        says(name + " stands at " + central + " with " + car + ".");
        return rounds(station, clock);
    }

    private static BatteryState battery(Path file, Energy capacity) throws IOException {
        return Files.exists(file)
                ? BatteryState.parse(Files.readString(file))
                : BatteryState.holding(AT_FIRST.of(capacity));
    }

    private static void keep(Path file, BatteryState state) {
        try {
            WholeFile.write(file, state.text() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the car's charge cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private int rounds(SimulatedStation station, InstantSource clock) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            try {
                // a round is ended first
                closed.await(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            var trouble = "";
            do {
                try {
                    var read = station.round(clock.instant());
                    if (!read.isEmpty()) {
                        trouble = "";
                        says(read);
                    }
                } catch (IOException e) {
                    var why = String.valueOf(e.getMessage());
                    if (!why.equals(trouble)) {
                        spec.commandLine().getErr().println("ems: the central system does not answer: " + why);
                        trouble = why;
                    }
                }
            } while (!ended.await(ROUND_MILLIS, TimeUnit.MILLISECONDS));
            return 0;
        } finally {
            closed.countDown();
        }
    }

    private void says(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
