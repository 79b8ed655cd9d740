package ems.processes.grid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.market.ledger.Identities;
import ems.market.party.GridId;
import ems.market.period.PeriodSteps;
import ems.market.physics.PhysicalBounds;
import ems.market.record.Validators;
import ems.processes.metrics.PeriodMeters;
import ems.processes.period.Markets;
import ems.processes.time.GridClock;
import ems.routes.telemetry.BidIntake;
import ems.routes.telemetry.ExchangeIntake;
import ems.routes.telemetry.ForecastIntake;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.Plausibility;
import ems.study.recorded.Rerun;

/** The grids that run live here. */
@ApplicationScoped
public class LiveGrids {

    private final Map<String, LiveGrid> grids = new ConcurrentSkipListMap<>();
    private final GridWiring wiring;
    private final RoadSideUnits units;
    private final Markets markets;
    private final OpenGrids doors;
    private final PhysicalBounds physics;
    private final PeriodMeters meters;
    private final ChargerControl chargers;
    private final Duration grace;
    /** How far a message's instant may lie ahead of the clock. */
    private final Duration ahead;

    public LiveGrids(
            GridWiring wiring,
            RoadSideUnits units,
            Markets markets,
            OpenGrids doors,
            PhysicalBounds physics,
            PeriodMeters meters,
            ChargerControl chargers,
            @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S") Duration grace,
            @ConfigProperty(name = "ems.clock.ahead", defaultValue = "PT5S") Duration ahead) {
        this.wiring = wiring;
        this.units = units;
        this.markets = markets;
        this.doors = doors;
        this.physics = physics;
        this.meters = meters;
        this.chargers = chargers;
        this.grace = grace;
        this.ahead = ahead;
    }

    /**
     * Opens a grid: enrols its members if it is new, and lets its doors take messages. A grid whose members cannot be
     * enrolled stays closed, and can be opened again.
     *
     * @param byHand its clock is set by a tester, and not the market's
     * @param around wraps the market before the process sees it
     * @throws IllegalArgumentException if the name is reserved
     * @throws IllegalStateException if the grid is open already
     */
    public synchronized LiveGrid open(
            GridSetup setup, GridClock clock, boolean byHand, UnaryOperator<PeriodSteps> around) {
        if (Rerun.isReserved(setup.grid())) {
            throw new IllegalArgumentException("A grid cannot be called '" + setup.grid()
                    + "': the market goes over settled days again under this name. Choose another one.");
        }
        var grid = wiring.wire(setup, clock, byHand);
        var followed = chargers.followed(around.apply(grid.market()), grid.journal()::read);
        markets.open(setup.grid(), meters.measured(setup.grid().text(), followed, grid.journal()::read));
        boolean enrolled = false;
        try {
            grid.market().open(grid.now(), setup.joining(), new Identities(validators(grid), setup.keys()));
            enrolled = true;
        } finally {
            if (!enrolled) {
                markets.close(setup.grid());
            }
        }
        doors.open(
                setup.grid(),
                new GridIntake(
                        new Plausibility(grid.roster(), grid.roster()::mostPower, physics, ahead, grace),
                        grid.telemetry(),
                        grid.deadLetters(),
                        new BidIntake(setup.grid(), grid.bids()),
                        new ForecastIntake(grid.forecasts()),
                        new ExchangeIntake(grid.exchanges()),
                        clock));
        grids.put(setup.grid().text(), grid);
        return grid;
    }

    /** A grid that has blocks has named them. */
    private Optional<Validators> validators(LiveGrid grid) {
        var id = grid.setup().grid();
        return grid.ledger().head(id).isPresent() ? Optional.empty() : units.named(id);
    }

    public Optional<LiveGrid> find(GridId grid) {
        return Optional.ofNullable(grids.get(grid.text()));
    }

    /**
     * The grid that an address names.
     *
     * @throws NotFoundException in words, if there is none
     */
    public LiveGrid known(String name) {
        return find(new GridId(name)).orElseThrow(() -> new NotFoundException("No grid '" + name + "' runs here."));
    }

    public Collection<LiveGrid> all() {
        return grids.values();
    }

    /**
     * The grid of this name, or all where none is named.
     *
     * @throws NotFoundException in words, if there is none of the name
     */
    public Collection<LiveGrid> named(@Nullable String name) {
        return name == null || name.isBlank() ? all() : List.of(known(name));
    }

    public Collection<LiveGrid> byMarketClock() {
        return grids.values().stream().filter(grid -> !grid.byHand()).toList();
    }
}
