package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.forecasting.FederatedSettings;
import ems.forecasting.PersistenceForecaster;
import ems.forecasting.Strategies;
import ems.forecasting.federation.FolderOfModels;
import ems.ledger.door.BidLimits;
import ems.ledger.door.CheckingBids;
import ems.ledger.export.FileAnchor;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.market.forecast.Forecaster;
import ems.market.ledger.Identities;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingUnavailable;
import ems.market.matching.OptimalMatcher;
import ems.market.party.GridId;
import ems.market.period.GridMarket;
import ems.market.period.MarketPorts;
import ems.market.period.PeriodSteps;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.Readings;
import ems.processes.period.Markets;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JdbcTelemetry;
import ems.routes.telemetry.BidIntake;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.Plausibility;
import ems.rules.FolderRuleBook;

/** The grids that run live here: plugs each into database, rules, anchors and doors. */
@ApplicationScoped
public class LiveGrids {

    private static final Logger LOG_OF_MATCHING = Logger.getLogger("ems.matching");
    /** Models answer for a period of the last hour again; for an older one persistence does. */
    private static final int KEPT_ANSWERS = 60;

    private final Map<String, LiveGrid> grids = new ConcurrentSkipListMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    Markets markets;

    @Inject
    DataSource database;

    @Inject
    OpenGrids doors;

    @Inject
    AnchorTargets targets;

    @Inject
    InstallationKeys keys;

    @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S")
    Duration grace;

    /** How far a message's instant may lie ahead of the clock. */
    @ConfigProperty(name = "ems.clock.ahead", defaultValue = "PT5S")
    Duration ahead;

    @ConfigProperty(name = "ems.data", defaultValue = "data")
    Path data;

    @ConfigProperty(name = "ems.budget.forecast", defaultValue = "PT5S")
    Duration forecastBudget;

    @ConfigProperty(name = "ems.budget.match", defaultValue = "PT10S")
    Duration matchBudget;

    /** Age from which blocks are kept without their entries. */
    @ConfigProperty(name = "ems.ledger.kept", defaultValue = "P400D")
    Duration kept;

    /** How long a period waits for its anchor before it is told as settled and not yet anchored. */
    @ConfigProperty(name = "ems.anchor.patience", defaultValue = "PT3S")
    Duration anchorPatience;

    private FileAnchor anchors;
    private AnchorOutbox outbox;

    /**
     * Opens a grid: enrols its members if it is new, and lets its doors take messages.
     *
     * @param byHand its clock is set by a tester, and not the market's
     * @param around wraps the market before the process sees it
     * @throws IllegalStateException if the grid is open already
     */
    public synchronized LiveGrid open(
            GridSetup setup, InstantSource clock, boolean byHand, UnaryOperator<PeriodSteps> around) {
        var telemetry = new JdbcTelemetry(database, setup.grid());
        var deadLetters = JdbcDeadLetters.of(database, setup.grid());
        var journal = new StoredJournal(database);
        var ledger = new StoredLedger(database, outbox(), keys.units());
        var bids = new CheckingBids(database, new RegistryKeys(ledger), BidLimits.USUAL);
        var rules = new FolderRuleBook(
                setup.tables(),
                data.resolve("rule-versions").resolve(setup.grid().text()));
        var persistence = new PersistenceForecaster(telemetry);
        var ports = new MarketPorts(
                period -> setup.prices(),
                telemetry,
                new ReportOrder(telemetry),
                bids,
                rules,
                new PunctualForecaster(forecaster(setup, telemetry), forecastBudget, threads),
                persistence,
                new PunctualMatcher(matcher(setup.matching()), matchBudget, threads),
                new GreedyMatcher(),
                journal,
                ledger);
        var market = new GridMarket(setup.grid(), setup.members(), ports);
        refuseFolderOfAnotherTime(ledger, setup.grid(), clock);
        ledger.registered(setup.grid()).validators().ifPresent(named -> keys.refuseTooFewOf(named, setup.grid()));
        var grid = new LiveGrid(setup, clock, byHand, market, journal, ledger, rules, telemetry, deadLetters, bids);
        markets.open(setup.grid(), around.apply(market));
        market.open(grid.now(), setup.joining(), new Identities(keys.validators(), setup.keys()));
        doors.open(
                setup.grid(),
                new GridIntake(
                        new Plausibility(setup.members(), ahead, grace),
                        telemetry,
                        deadLetters,
                        new BidIntake(setup.grid(), bids),
                        clock));
        grids.put(setup.grid().text(), grid);
        return grid;
    }

    /** Perfect foresight would find the coming readings missing: it is for studies. */
    private Forecaster forecaster(GridSetup setup, Readings telemetry) {
        var grid = setup.grid().text();
        if (!Strategies.live().contains(setup.forecast())) {
            throw new IllegalArgumentException("forecast '" + setup.forecast() + "' is none of "
                    + String.join(", ", new TreeSet<>(Strategies.live())));
        }
        return Strategies.of(
                setup.forecast(),
                new Strategies.Setting(
                        telemetry,
                        setup.members().prosumers(),
                        FederatedSettings.of(grid.hashCode()).keepingAnswers(KEPT_ANSWERS),
                        new FolderOfModels(
                                data.resolve("models").resolve(grid), OptionalInt.of(FolderOfModels.MERGES_OF_A_DAY))));
    }

    private static void refuseFolderOfAnotherTime(StoredLedger ledger, GridId grid, InstantSource clock) {
        var now = MatchingPeriod.containing(clock.instant());
        ledger.head(grid)
                .filter(head -> now.next().isBefore(head.key().period()))
                .ifPresent(head -> {
                    throw new IllegalArgumentException("the last period of grid " + grid + ", "
                            + head.key().period() + ", lies ahead of the clock: name another folder with --data");
                });
    }

    public Optional<LiveGrid> find(GridId grid) {
        return Optional.ofNullable(grids.get(grid.text()));
    }

    public Collection<LiveGrid> all() {
        return grids.values();
    }

    /** Forgets signed bids whose blocks hold them, and the entries of blocks older than what is kept. */
    public void retire() {
        for (LiveGrid grid : grids.values()) {
            var id = grid.setup().grid();
            grid.ledger().head(id).map(head -> head.key().period()).ifPresent(newest -> {
                grid.bids().retire(id, newest.next());
                grid.ledger()
                        .retire(id, MatchingPeriod.containing(newest.start().minus(kept)));
            });
        }
    }

    public Collection<LiveGrid> byMarketClock() {
        return grids.values().stream().filter(grid -> !grid.byHand()).toList();
    }

    public DataSource database() {
        return database;
    }

    public Path anchors(GridId grid) {
        return anchorFiles().file(grid);
    }

    private synchronized AnchorOutbox outbox() {
        if (outbox == null) {
            outbox = new AnchorOutbox(database, targets.all(anchorFiles()), anchorPatience);
        }
        return outbox;
    }

    private synchronized FileAnchor anchorFiles() {
        if (anchors == null) {
            anchors = FileAnchor.perGrid(data.resolve("anchors"), true);
        }
        return anchors;
    }

    private static Matcher matcher(String name) {
        return switch (name) {
            case "optimal" -> new OptimalMatcher();
            case "greedy" -> new ComparedWithOptimal(LiveGrids::reportNotCompared);
            default -> throw new IllegalArgumentException("matching '" + name + "' is neither optimal nor greedy");
        };
    }

    private static void reportNotCompared(MatchingUnavailable unavailable) {
        LOG_OF_MATCHING.logf(
                unavailable.getCause() == null ? Logger.Level.WARN : Logger.Level.ERROR,
                unavailable.getCause(),
                "greedy pairs are not compared with the optimal ones: %s",
                unavailable.getMessage());
    }

    @PreDestroy
    synchronized void stop() {
        threads.shutdownNow();
        if (outbox != null) {
            outbox.close();
        }
    }
}
