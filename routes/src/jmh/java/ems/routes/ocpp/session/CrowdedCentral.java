package ems.routes.ocpp.session;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.vertx.core.Vertx;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.telemetry.SignedRecords;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.ocpp.control.StationSetup;
import ems.routes.ocpp.station.CentralSystem;
import ems.routes.ocpp.station.ServerSettings;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.ocpp.table.Plug;
import ems.routes.ocpp.table.StationLogin;
import ems.routes.store.ChargerInbox;
import ems.routes.store.JdbcCharging;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The market's door for many stations with a car each, and a database in a file that has what was committed when a call is answered. */
final class CrowdedCentral implements AutoCloseable {

    static final String PASSWORD = "a long password of all of them";

    private static final Energy CAPACITY = Energy.ofKilowattHours("80");

    private final Vertx vertx = Vertx.vertx();
    private final DataSource database;
    private final Doors doors;
    private final JdbcCharging store;
    private final CentralSystem central;

    CrowdedCentral(Path file, int stations) {
        database = Database.migrated("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
        doors = new Doors(database, members(stations)).closedToHttp().start();
        // all that is told lies in a period that has not been measured
        doors.clock.advance(Duration.ofSeconds(60));
        store = new JdbcCharging(database, Doors.GRACE);
        var chargers = chargers(stations);
        var letters = new Letters(chargers, grid -> Optional.of(doors.letters), doors.ofNoGrid, doors.clock);
        var inbox = new ChargerInbox(database, Grid.ID, SignedRecords.NONE, doors.clock, Doors.GRACE);
        var calls = new StationCalls(
                chargers,
                store,
                new CamelStatuses(doors.camel.createProducerTemplate(), doors.grids, doors.clock),
                (grid, vehicle) -> Optional.of(CAPACITY),
                letters,
                new StationTimes(doors.clock, Doors.AHEAD, Doors.GRACE),
                new StationClocks(),
                (grid, vehicle, at, record) -> inbox.keep(vehicle, at, record),
                Optional::empty);
        central = new CentralSystem(
                vertx,
                new ServerSettings("127.0.0.1", 0, Optional.empty(), Duration.ofSeconds(60)),
                chargers::login,
                new StationSetup(calls, chargers, letters));
    }

    static String station(int number) {
        return "CP" + number;
    }

    private static VehicleId vehicle(int number) {
        return new VehicleId("EV" + number);
    }

    private static GridMembers members(int stations) {
        return GridMembers.everyoneWithEveryone(
                List.of(),
                IntStream.range(0, stations)
                        .mapToObj(number -> new ElectricVehicle(
                                vehicle(number), CAPACITY, Energy.ofKilowattHours("10"), Optional.empty()))
                        .toList());
    }

    private static Chargers chargers(int stations) {
        StationLogin login = new StationLogin.ByPassword(PasswordDigest.of(PASSWORD.getBytes(UTF_8)));
        Map<String, StationLogin> logins = new HashMap<>();
        IntStream.range(0, stations).forEach(number -> logins.put(station(number), login));
        return new Chargers(
                IntStream.range(0, stations)
                        .mapToObj(number -> new Charger(
                                new Plug(station(number), 1),
                                Grid.ID,
                                vehicle(number),
                                1,
                                6,
                                6,
                                32,
                                new Power(7_400_000),
                                false,
                                Optional.empty()))
                        .toList(),
                logins);
    }

    int port() {
        return central.port();
    }

    int connected() {
        return central.connected();
    }

    /** @throws IllegalStateException unless so many readings of registers are kept, and nothing was refused */
    void requireKept(long readings) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from charger_reading")) {
            rows.next();
            if (rows.getLong(1) != readings || doors.letters.count() > 0) {
                throw new IllegalStateException("of " + readings + " readings " + rows.getLong(1) + " are kept; refused: "
                        + doors.reasons().stream().findFirst());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        central.close();
        store.close();
        doors.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
