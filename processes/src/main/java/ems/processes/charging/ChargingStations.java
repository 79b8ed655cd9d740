package ems.processes.charging;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.console.course.NoticeNow;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.ChargerControl;
import ems.processes.grid.ChargerTableFile;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.storage.DiskRoom;
import ems.routes.ocpp.control.StationControls;
import ems.routes.ocpp.control.StationSetup;
import ems.routes.ocpp.session.CamelStatuses;
import ems.routes.ocpp.session.Letters;
import ems.routes.ocpp.session.StationCalls;
import ems.routes.ocpp.session.StationClocks;
import ems.routes.ocpp.session.StationTimes;
import ems.routes.ocpp.station.CentralSystem;
import ems.routes.ocpp.station.ServerSettings;
import ems.routes.ocpp.table.Chargers;
import ems.routes.store.JdbcCharging;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.telemetry.OpenGrids;

/**
 * The central system of charging stations, if {@code ems.ocpp.port} names a port.
 *
 * <p>Properties: {@code ems.ocpp.port}; {@code ems.clock.grace} and {@code ems.clock.ahead}.
 */
@Singleton
public class ChargingStations {

    private static final Logger LOG = Logger.getLogger("ems.chargers");

    private final StationPort port;
    private final ChargerTableFile table;
    private final ChargerControl controls;
    private final DataSource database;
    private final OpenGrids doors;
    private final LiveGrids grids;
    private final DiskRoom disk;
    private final CamelContext camel;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration grace;
    private final Duration ahead;

    private @Nullable JdbcCharging store;
    private @Nullable CentralSystem central;

    ChargingStations(
            StationPort port,
            ChargerTableFile table,
            ChargerControl controls,
            DataSource database,
            OpenGrids doors,
            LiveGrids grids,
            DiskRoom disk,
            CamelContext camel,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S") Duration grace,
            @ConfigProperty(name = "ems.clock.ahead", defaultValue = "PT5S") Duration ahead) {
        this.port = port;
        this.table = table;
        this.controls = controls;
        this.database = database;
        this.doors = doors;
        this.grids = grids;
        this.disk = disk;
        this.camel = camel;
        this.vertx = vertx;
        this.clock = clock;
        this.grace = grace;
        this.ahead = ahead;
    }

    /**
     * Takes stations from now on; the grids are open.
     *
     * @throws IllegalArgumentException if the table is not sound, or names a grid or car that is not here
     */
    public void open() {
        var settings = port.settings();
        if (settings.isPresent()) {
            open(settings.get(), table());
        }
    }

    private Chargers table() {
        var chargers = table.chargers().orElseThrow();
        var cars = new CarsAtChargers(table.file(), chargers, this::member);
        cars.refuseStrangers();
        cars.doubts().forEach(LOG::warn);
        return chargers;
    }

    private synchronized void open(ServerSettings settings, Chargers chargers) {
        store = new JdbcCharging(database, grace);
        var letters = new Letters(
                chargers,
                grid -> grids.find(grid).map(LiveGrid::deadLetters),
                JdbcDeadLetters.ofNoGrid(database),
                clock);
        var clocks = new StationClocks();
        var calls = new StationCalls(
                chargers,
                store,
                new CamelStatuses(camel.createProducerTemplate(), doors, clock),
                (grid, vehicle) -> member(grid, vehicle).map(ElectricVehicle::capacity),
                letters,
                new StationTimes(clock, ahead, grace),
                clocks,
                (grid, vehicle, at, record) ->
                        grids.find(grid).orElseThrow().chargers().keep(vehicle, at, record),
                () -> disk.shortage().map(NoticeNow::reason));
        var setup = new StationSetup(calls, chargers, letters);
        var system = new CentralSystem(vertx, settings, chargers::login, setup);
        central = system;
        controls.by(new StationControls(chargers, system::station, store, setup, clocks, letters, clock));
        System.out.println("Charging stations connect to " + settings.address(system.port()));
    }

    private Optional<ElectricVehicle> member(GridId grid, VehicleId vehicle) {
        return grids.find(grid)
                .map(open -> open.roster()
                        .heardIn(MatchingPeriod.containing(clock.instant()))
                        .vehiclesById()
                        .get(vehicle));
    }

    @PreDestroy
    synchronized void stop() {
        if (central != null) {
            central.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
