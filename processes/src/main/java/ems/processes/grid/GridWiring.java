package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.forecasting.AgentsForecaster;
import ems.forecasting.PersistenceForecaster;
import ems.ledger.door.BidLimits;
import ems.ledger.door.ExchangeBox;
import ems.ledger.door.ForecastBox;
import ems.ledger.door.SignedBidStore;
import ems.ledger.door.StatementTable;
import ems.ledger.export.FileAnchor;
import ems.ledger.ocmf.RegisteredMeters;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.store.StoredReceipts;
import ems.market.direct.FindDirectTrade;
import ems.market.horizon.PlannedHorizon;
import ems.market.matching.GreedyMatcher;
import ems.market.party.GridId;
import ems.market.period.GridMarket;
import ems.market.period.MarketPorts;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.TrailSeal;
import ems.people.trail.Trail;
import ems.processes.draft.RuleSchedule;
import ems.processes.folder.DataFolder;
import ems.processes.roster.GridRoster;
import ems.processes.roster.MemberOrders;
import ems.processes.time.GridClock;
import ems.routes.store.ChargerInbox;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JdbcLateReadings;
import ems.routes.store.JdbcTelemetry;
import ems.rules.FolderRuleBook;

/** Plugs a grid into database, rules, forecasts, keys and anchors. */
@ApplicationScoped
public class GridWiring {

    private final DataSource database;
    private final AnchorTargets targets;
    private final RoadSideUnits units;
    private final InstallationKeys installation;
    private final GridEngines engines;
    private final PhysicalBounds physics;
    private final HorizonPricing horizon;
    private final Trail trail;
    private final MemberOrders orders;
    private final RuleSchedule schedule;
    private final ChargerTableFile chargerTable;
    private final Path data;
    private final Duration grace;
    private final StoredReceipts receipts;
    private @Nullable AnchorOutbox outbox;

    public GridWiring(
            DataSource database,
            AnchorTargets targets,
            RoadSideUnits units,
            InstallationKeys installation,
            GridEngines engines,
            PhysicalBounds physics,
            HorizonPricing horizon,
            Trail trail,
            MemberOrders orders,
            RuleSchedule schedule,
            ChargerTableFile chargerTable,
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S") Duration grace) {
        this.database = database;
        this.targets = targets;
        this.units = units;
        this.installation = installation;
        this.engines = engines;
        this.physics = physics;
        this.horizon = horizon;
        this.trail = trail;
        this.orders = orders;
        this.schedule = schedule;
        this.chargerTable = chargerTable;
        this.data = data;
        this.receipts = new StoredReceipts(store());
        this.grace = grace;
    }

    /**
     * A grid with all its plugs; nothing has happened in it yet.
     *
     * @param byHand its clock is set by a tester, and not the market's
     * @throws IllegalArgumentException if the setup is wrong, or the data folder belongs to another clock or other keys
     */
    LiveGrid wire(GridSetup setup, GridClock clock, boolean byHand) {
        var id = setup.grid();
        var roster = new GridRoster(setup.members(), setup.mostPower(), chargerTable.powers(id), orders.of(id));
        var journal = new StoredJournal(store());
        var ledger = new StoredLedger(store(), outbox(), units.signing(id, store()));
        var meters = new RegisteredMeters(
                (vehicle, algorithm) -> ledger.registered(id).key(vehicle, algorithm.registered()));
        var telemetry = new JdbcTelemetry(database, id, clock, meters);
        var chargers = new ChargerInbox(database, id, meters, clock, grace);
        var keys = new RegistryKeys(ledger);
        var bids = new SignedBidStore(database, keys, BidLimits.USUAL);
        var forecasts = new ForecastBox(
                id, keys, home -> Energy.of(roster.mostPower(home).orElse(physics.home()), MatchingPeriod.LENGTH));
        var exchanges = new ExchangeBox(
                id,
                keys,
                journal::read,
                home -> ledger.registered(id).isPrivate(home),
                new MemberKeys(installation, id, roster)::of,
                new StatementTable(database, id));
        var rules =
                new FolderRuleBook(setup.tables(), data.resolve("rule-versions").resolve(id.text()), schedule.of(id));
        var deadLetters = JdbcDeadLetters.of(database, id);
        var ports = new MarketPorts(
                period -> setup.prices(),
                telemetry,
                new JdbcLateReadings(database, id, deadLetters, clock),
                new ReportOrder(telemetry),
                bids,
                rules,
                new AgentsForecaster(
                        engines.forecaster(
                                setup,
                                roster,
                                telemetry,
                                clock,
                                new HomesHere(id, ledger, new MemberKeys(installation, id, roster))),
                        forecasts),
                new AgentsForecaster(new PersistenceForecaster(telemetry), forecasts),
                engines.matcher(setup),
                new GreedyMatcher(),
                journal,
                ledger,
                physics,
                this::trailHead,
                exchanges,
                new PlannedHorizon(horizon, journal, ledger),
                FindDirectTrade.always(setup.directTrade()));
        var market = new GridMarket(id, setup.members(), roster, ports);
        refuseFolderOfAnotherTime(ledger, id, clock);
        ledger.registered(id).validators().ifPresent(named -> units.refuseTooFewOf(named, id));
        return new LiveGrid(
                setup,
                roster,
                clock,
                byHand,
                market,
                journal,
                ledger,
                rules,
                telemetry,
                chargers,
                deadLetters,
                bids,
                forecasts,
                exchanges);
    }

    private Optional<TrailSeal> trailHead() {
        var head = trail.head();
        return head.number() == 0 ? Optional.empty() : Optional.of(new TrailSeal(head.number(), head.hash()));
    }

    private static void refuseFolderOfAnotherTime(StoredLedger ledger, GridId grid, InstantSource clock) {
        var now = MatchingPeriod.containing(clock.instant());
        ledger.head(grid)
                .filter(head -> now.next().isBefore(head.key().period()))
                .ifPresent(head -> {
                    throw new IllegalArgumentException("the last period of grid " + grid + ", "
                            + head.key().period() + ", lies ahead of the clock, which shows "
                            + clock.instant() + ": if that is wrong, set it right; if it was wrong when the market ran,"
                            + " wait until then, or name another folder with --data");
                });
    }

    /** Where the ledgers of all grids are kept. */
    public LedgerStore store() {
        return LedgerStore.in(database, data.resolve(DataFolder.ARCHIVE));
    }

    /** Receipts of the ledgers of all grids. */
    public StoredReceipts receipts() {
        return receipts;
    }

    /** The file that holds the anchors of a grid. */
    public Path anchors(GridId grid) {
        return anchorFiles().file(grid);
    }

    private FileAnchor anchorFiles() {
        return FileAnchor.perGrid(data.resolve("anchors"), true);
    }

    private synchronized AnchorOutbox outbox() {
        if (outbox == null) {
            outbox = new AnchorOutbox(database, targets.all(anchorFiles()), targets.patience());
        }
        return outbox;
    }

    @PreDestroy
    synchronized void stop() {
        if (outbox != null) {
            outbox.close();
        }
    }
}
