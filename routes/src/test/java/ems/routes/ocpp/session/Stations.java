package ems.routes.ocpp.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.vertx.core.Vertx;

import ems.market.quantity.Energy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.SignedRecords;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.TestClock;
import ems.routes.ocpp.control.StationControls;
import ems.routes.ocpp.control.StationSetup;
import ems.routes.ocpp.station.CentralSystem;
import ems.routes.ocpp.station.RawStation;
import ems.routes.ocpp.station.ServerSettings;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.store.ChargerInbox;
import ems.routes.store.JdbcChargerReadings;
import ems.routes.store.JdbcCharging;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A central system at noon, before the doors of the tests' grid: EV1 stands at connector 1 of CP1. */
public final class Stations implements AutoCloseable {

    public static final String PASSWORD = "a long password of CP1";
    private static final String DIGEST =
            PasswordDigest.of(PASSWORD.getBytes(UTF_8)).text();
    /** EV1 charges with 1.38 to 3.68 kW, and with 2.3 kW where the market is silent. */
    private static Chargers chargers(String mayDischarge) {
        return ChargerTable.of(
                "chargers.csv",
                (String.join(",", ChargerTable.HEADS) + "\nCP1,1,harbour,EV1,1,6,16,3.7," + mayDischarge + ",2.3,"
                                + DIGEST + ",\n# end\n")
                        .getBytes(UTF_8));
    }

    public final Vertx vertx = Vertx.vertx();
    public final Doors doors;
    public final TestClock clock;
    public final JdbcCharging store;
    public final ChargerReadings readings;
    public final Letters letters;
    public final CentralSystem central;
    public final StationControls controls;

    public Stations() {
        this(Database.inMemory(), "no");
    }

    /** EV1 may be discharged. */
    public static Stations discharging() {
        return new Stations(Database.inMemory(), "yes");
    }

    /** One that can be started again on the same database. */
    public static Stations inFile(Path file, boolean anew) {
        var source = Database.inFile(file);
        if (anew) {
            Database.migrate(source);
        }
        return new Stations(source, "no");
    }

    private Stations(DataSource source, String mayDischarge) {
        var chargers = chargers(mayDischarge);
        var clocks = new StationClocks();
        doors = new Doors(source).closedToHttp().start();
        clock = doors.clock;
        store = new JdbcCharging(source, Doors.GRACE);
        readings = new JdbcChargerReadings(source, Grid.ID, SignedRecords.NONE);
        letters = new Letters(chargers, grid -> Optional.of(doors.letters), doors.ofNoGrid, clock);
        var inbox = new ChargerInbox(source, Grid.ID, SignedRecords.NONE, clock, Doors.GRACE);
        var calls = new StationCalls(
                chargers,
                store,
                new CamelStatuses(doors.camel.createProducerTemplate(), doors.grids, clock),
                (grid, vehicle) -> Optional.of(Energy.ofKilowattHours("80")),
                letters,
                new StationTimes(clock, Doors.AHEAD, Doors.GRACE),
                clocks,
                (grid, vehicle, at, record) -> inbox.keep(vehicle, at, record),
                Optional::empty);
        var setup = new StationSetup(calls, chargers, letters);
        central = new CentralSystem(
                vertx,
                new ServerSettings("127.0.0.1", 0, Optional.empty(), Duration.ofSeconds(20)),
                chargers::login,
                setup);
        controls = new StationControls(chargers, central::station, store, setup, clocks, letters, clock);
    }

    public RawStation connect(String version) {
        return RawStation.connect(vertx, central.port(), "CP1", PASSWORD, version);
    }

    /** Somebody knocks, and is not let in. */
    public void refused(String station, String password) {
        RawStation.refused(vertx, central.port(), station, password);
    }

    /** What the market has heard of the car, in order. */
    public List<VehicleStatus> statuses() {
        StatusHistory history =
                doors.telemetry.history(Grid.EV1, Grid.NOON.minusSeconds(86_400), Grid.NOON.plusSeconds(86_400));
        return history.counted();
    }

    /** What the charger moved into the car in so many samples from the instant, in Wh. */
    public List<String> storedWattHours(Instant from, int samples) {
        return IntStream.range(0, samples)
                .mapToObj(sample -> readings.sample(Grid.EV1, from.plusSeconds(10L * sample))
                        .stored())
                .map(stored -> stored.map(Stations::wattHours).orElse("-"))
                .toList();
    }

    public static String wattHours(Energy energy) {
        return energy.toKilowattHours().movePointRight(3).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() {
        central.close();
        store.close();
        doors.close();
        vertx.close();
    }
}
