package ems.routes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.MembersByPeriod;
import ems.market.party.ProsumerId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.LateReadings;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JdbcLateReadings;
import ems.routes.store.JdbcTelemetry;
import ems.routes.telemetry.BidIntake;
import ems.routes.telemetry.BidsRoute;
import ems.routes.telemetry.CorrectionsRoute;
import ems.routes.telemetry.DeadLettersRoute;
import ems.routes.telemetry.ExchangeIntake;
import ems.routes.telemetry.ExchangesRoute;
import ems.routes.telemetry.ForecastIntake;
import ems.routes.telemetry.ForecastsRoute;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.MeterReadingsRoute;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.Plausibility;
import ems.routes.telemetry.VehicleStatusRoute;

/** The telemetry routes of one live grid in a Camel context of their own, at noon. */
public final class Doors implements AutoCloseable {

    public static final Duration AHEAD = Duration.ofSeconds(5);
    public static final Duration GRACE = Duration.ofSeconds(10);

    public final TestClock clock = new TestClock(Grid.NOON);
    private final GridMembers members;
    public final DataSource database;
    public final JdbcTelemetry telemetry;
    public final DeadLetters letters;
    public final LateReadings late;
    public final PaperBids bids = new PaperBids();
    public final PaperForecasts forecasts = new PaperForecasts();
    public final PaperExchanges exchanges = new PaperExchanges();
    public final DeadLetters ofNoGrid;
    /** From which period on a home is private. */
    public final Map<ProsumerId, MatchingPeriod> privateFrom = new HashMap<>();

    public final OpenGrids grids;
    public final CamelContext camel = new DefaultCamelContext();

    public Doors() {
        this(Database.inMemory());
    }

    public Doors(DataSource database) {
        this(database, Grid.MEMBERS);
    }

    public Doors(DataSource database, GridMembers members) {
        this.members = members;
        this.database = database;
        telemetry = new JdbcTelemetry(database, Grid.ID, clock);
        letters = JdbcDeadLetters.of(database, Grid.ID);
        late = new JdbcLateReadings(database, Grid.ID, letters, clock);
        ofNoGrid = JdbcDeadLetters.ofNoGrid(database);
        grids = new OpenGrids(ofNoGrid);
        open(Grid.ID, telemetry, letters, clock);
    }

    private void open(GridId grid, JdbcTelemetry store, DeadLetters box, InstantSource itsClock) {
        grids.open(
                grid,
                new GridIntake(
                        new Plausibility(roster(), home -> Optional.empty(), PhysicalBounds.USUAL, AHEAD, GRACE),
                        store,
                        box,
                        new BidIntake(grid, bids),
                        new ForecastIntake(forecasts),
                        new ExchangeIntake(exchanges),
                        itsClock));
    }

    private MembersByPeriod roster() {
        return new MembersByPeriod() {
            @Override
            public GridMembers in(MatchingPeriod period) {
                return members;
            }

            @Override
            public boolean isPrivate(ProsumerId home, MatchingPeriod period) {
                var from = privateFrom.get(home);
                return from != null && !period.isBefore(from);
            }
        };
    }

    /** Opens one more grid of the same members, with a clock of its own. */
    public JdbcTelemetry open(GridId grid, DataSource database, InstantSource clock) {
        var store = new JdbcTelemetry(database, grid);
        open(grid, store, JdbcDeadLetters.of(database, grid), clock);
        return store;
    }

    public Doors start(RoutesBuilder... more) {
        try {
            camel.addRoutes(new DeadLettersRoute());
            camel.addRoutes(new MeterReadingsRoute(grids, clock));
            camel.addRoutes(new CorrectionsRoute(grids, clock));
            camel.addRoutes(new VehicleStatusRoute(grids, clock));
            camel.addRoutes(new BidsRoute(grids, clock));
            camel.addRoutes(new ForecastsRoute(grids, clock));
            camel.addRoutes(new ExchangesRoute(grids, clock));
            for (RoutesBuilder routes : more) {
                camel.addRoutes(routes);
            }
            camel.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** No HTTP server and no timer runs. */
    public Doors closedToHttp() {
        camel.getPropertiesComponent().addInitialProperty("ems.doors.http", "false");
        return this;
    }

    /** What was refused, the latest first. */
    public List<String> texts() {
        return letters.latest(1_000).stream().map(DeadLetter::text).toList();
    }

    public List<String> reasons() {
        return letters.latest(1_000).stream().map(DeadLetter::reason).toList();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
