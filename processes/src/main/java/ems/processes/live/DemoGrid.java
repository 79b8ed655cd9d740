package ems.processes.live;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.forecasting.Strategies;
import ems.ledger.key.SigningKey;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Percentage;
import ems.market.record.AgentKey;
import ems.market.record.DirectTradeSetting;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.MarketClock;
import ems.processes.grid.ChargerTableFile;
import ems.processes.grid.GridSetup;
import ems.processes.grid.InstallationKeys;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.routes.telemetry.DemoMeters;
import ems.study.demo.DemoFleet;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;

/** The grid that {@code ./ems run} shows: the homes, cars and prices of the demo scenario, at the present instant. */
@Singleton
public class DemoGrid implements DemoMeters {

    private static final GridId GRID = new GridId("demo");
    private static final Duration VEHICLES_REPORT_EVERY = Duration.ofMinutes(1);
    private static final Percentage JOINING_CHARGE = Percentage.of(80);
    private static final int WEEK_DAYS = 7;
    private static final String DIRECT_TRADE = "ems.market.direct-trade";

    private final LiveGrids grids;
    private final ChargerTableFile chargers;
    private final InstallationKeys installation;
    private final MarketClock clock;
    private final Path home;
    /** Where the decision tables lie; by default those of the rules room. */
    private final Optional<Path> tables;
    /** A strategy that looks not ahead. */
    private final String forecast;
    /** So many homes, and as many cars; empty: those of the scenario. */
    private final Optional<Integer> pairs;
    /** Whether homes shall trade with homes, too. */
    private final DirectTradeSetting directTrade;

    private volatile @Nullable Running running;

    /** What reports and bids once the grid is open. */
    private record Running(DemoFleet fleet, LiveGrid grid, MembersSigning signers) {}

    public DemoGrid(
            LiveGrids grids,
            ChargerTableFile chargers,
            InstallationKeys installation,
            MarketClock clock,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home,
            @ConfigProperty(name = "ems.rules.tables") Optional<Path> tables,
            @ConfigProperty(name = "ems.demo.forecast", defaultValue = Strategies.FEDERATED) String forecast,
            @ConfigProperty(name = "ems.demo.pairs") Optional<Integer> pairs,
            @ConfigProperty(name = DIRECT_TRADE, defaultValue = "none") String directTrade) {
        this.grids = grids;
        this.chargers = chargers;
        this.installation = installation;
        this.clock = clock;
        this.home = home;
        this.tables = tables;
        this.forecast = forecast;
        this.pairs = pairs;
        this.directTrade = DirectTradeSetting.of(DIRECT_TRADE, directTrade);
    }

    /** Opens the grid; its periods begin with the next tick. */
    void open() {
        var scenario = ScenarioFile.find("demo").scenario();
        int prosumers = pairs.orElse(scenario.data().prosumers().size());
        int vehicles = pairs.orElse(scenario.data().vehicles().size());
        var homes = new DemoFleet(scenario.seed(), prosumers, vehicles);
        var members = GridMembers.everyoneWithEveryone(
                homes.prosumers(),
                homes.vehicles().stream()
                        .map(id -> vehicle(homes, id, scenario))
                        .toList());
        Map<VehicleId, EnergyInventory> joining = new HashMap<>();
        for (ElectricVehicle vehicle : members.vehicles()) {
            var stored = JOINING_CHARGE.of(vehicle.capacity());
            joining.put(
                    vehicle.id(), EnergyInventory.boughtAt(scenario.vehicle().initialCost(), stored));
        }
        var keys = keys(members);
        var setup = new GridSetup(
                GRID,
                members,
                scenario.prices(),
                joining,
                "optimal",
                forecast,
                tables.orElse(home.resolve("rules").resolve("tables")),
                Map.of(),
                keys.entrySet().stream()
                        .map(key -> agentKey(key.getKey(), key.getValue()))
                        .toList(),
                directTrade);
        var grid = grids.open(setup, clock, false, UnaryOperator.identity());
        var signers = new MembersSigning(grid, installation);
        // the bids in the fleet's first message would come too late for the first periods
        grid.bids().acceptAll(GRID, signers.due(clock.instant()), clock.instant());
        signers.warnIfNobodySigns();
        running = new Running(homes, grid, signers);
    }

    private Map<Party, SigningKey> keys(GridMembers members) {
        Map<Party, SigningKey> keys = new LinkedHashMap<>();
        members.prosumers().forEach(prosumer -> keys.put(prosumer, installation.of(GRID, prosumer)));
        members.vehicles().forEach(vehicle -> keys.put(vehicle.id(), installation.of(GRID, vehicle.id())));
        return keys;
    }

    private static AgentKey agentKey(Party party, SigningKey key) {
        return new AgentKey(party, AgentKey.BIDS, key.publicKey().text());
    }

    private ElectricVehicle vehicle(DemoFleet homes, VehicleId id, Scenario scenario) {
        var model = scenario.vehicle();
        return new ElectricVehicle(id, model.capacity(), drivenInTheComingWeek(homes, id), model.plug());
    }

    private Energy drivenInTheComingWeek(DemoFleet homes, VehicleId id) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var driven = Energy.ZERO;
        for (int day = 0; day < WEEK_DAYS; day++) {
            for (VehicleStatus status : homes.statuses(id, today.plusDays(day))) {
                driven = driven.plus(status.driven());
            }
        }
        return driven;
    }

    /** Nothing until the grid is open. */
    @Override
    public List<Messages> ofSample(Instant sampleStart) {
        var now = running;
        if (now == null) {
            return List.of();
        }
        var fleet = now.fleet();
        var period = MatchingPeriod.containing(sampleStart);
        var members = now.grid().roster().heardIn(period);
        List<MeterReading> readings = fleet.prosumers().stream()
                .filter(members.prosumers()::contains)
                .filter(home -> !now.grid().roster().isPrivate(home, period))
                .map(prosumer -> fleet.reading(prosumer, sampleStart))
                .toList();
        boolean vehiclesReport = sampleStart.getEpochSecond() % VEHICLES_REPORT_EVERY.getSeconds() == 0;
        List<VehicleStatus> statuses = vehiclesReport
                ? fleet.vehicles().stream()
                        .filter(members.vehicleIds()::contains)
                        .filter(id -> !standsAtAStation(id))
                        .map(id -> status(fleet, id, sampleStart))
                        .toList()
                : List.of();
        return List.of(new Messages(GRID, readings, statuses, now.signers().due(clock.instant())));
    }

    /** Its station reports it. */
    private boolean standsAtAStation(VehicleId vehicle) {
        return chargers.chargers().flatMap(table -> table.of(GRID, vehicle)).isPresent();
    }

    /** Between the fleet's own reports a car says where it still stands, and that it drove nothing more. */
    private static VehicleStatus status(DemoFleet fleet, VehicleId id, Instant at) {
        long every = DemoFleet.REPORTS_EVERY.getSeconds();
        var latest = fleet.status(id, Instant.ofEpochSecond(at.getEpochSecond() / every * every));
        return latest.at().equals(at)
                ? latest
                : new VehicleStatus(id, at, latest.pluggedIn(), Energy.ZERO, latest.stored());
    }
}
