package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.forecasting.FederatedSettings;
import ems.forecasting.Strategies;
import ems.forecasting.federation.ArrivedUpdates;
import ems.forecasting.federation.FolderOfModels;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.pair.LocalModel;
import ems.forecasting.round.SecureRounds;
import ems.forecasting.round.SignHere;
import ems.market.forecast.Forecaster;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingUnavailable;
import ems.market.matching.OptimalMatcher;
import ems.market.party.GridId;
import ems.market.party.MembersByPeriod;
import ems.market.telemetry.Readings;

/** The forecasters and matchers of live grids, each within its budget. */
@ApplicationScoped
public class GridEngines {

    private static final Logger LOG = Logger.getLogger("ems.matching");

    /** Models answer for a period of the last hour again; for an older one persistence does. */
    private static final int KEPT_ANSWERS = 60;

    private final Path data;
    private final int learners;
    private final Duration forecastBudget;
    private final Duration matchBudget;
    private final Map<GridId, ArrivedUpdates> updates = new ConcurrentHashMap<>();
    private final Map<GridId, SecureRounds> rounds = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public GridEngines(
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.forecast.learners", defaultValue = "1000") int learners,
            @ConfigProperty(name = "ems.budget.forecast", defaultValue = "PT5S") Duration forecastBudget,
            @ConfigProperty(name = "ems.budget.match", defaultValue = "PT10S") Duration matchBudget) {
        this.data = data;
        this.learners = learners;
        this.forecastBudget = forecastBudget;
        this.matchBudget = matchBudget;
    }

    /**
     * Perfect foresight would find the coming readings missing: it is for studies.
     *
     * @param clock the grid's
     * @param here signs for homes that the market trains, where updates are masked
     */
    Forecaster forecaster(
            GridSetup setup, MembersByPeriod members, Readings telemetry, InstantSource clock, SignHere here) {
        if (!Strategies.live().contains(setup.forecast())) {
            throw new IllegalArgumentException("forecast '" + setup.forecast() + "' is none of "
                    + String.join(", ", new TreeSet<>(Strategies.live())));
        }
        var settings = FederatedSettings.of(setup.grid()).learners(learners).keepingAnswers(KEPT_ANSWERS);
        var strategy = Strategies.of(
                setup.forecast(),
                new Strategies.Setting(
                        telemetry,
                        period -> members.in(period).prosumers(),
                        settings,
                        models(setup.grid()),
                        setup.forecast().equals(Strategies.SECURE)
                                ? rounds(setup.grid(), settings, clock, here)
                                : updates(setup.grid())));
        return new PunctualForecaster(strategy, forecastBudget, threads);
    }

    /** What a grid's agents have learnt. */
    public ArrivedUpdates updates(GridId grid) {
        return updates.computeIfAbsent(grid, first -> new ArrivedUpdates(models(first), LocalModel.SHAPE));
    }

    private SecureRounds rounds(GridId grid, FederatedSettings settings, InstantSource clock, SignHere here) {
        var made = new SecureRounds(models(grid), folder(grid), LocalModel.SHAPE, settings.merging(), clock, here);
        rounds.put(grid, made);
        return made;
    }

    /** What agents bring to merges of masked updates; empty: the grid merges in the open. */
    public Optional<SecureRounds> rounds(GridId grid) {
        return Optional.ofNullable(rounds.get(grid));
    }

    /** The files of a grid's models and updates. */
    public ModelStore models(GridId grid) {
        return new FolderOfModels(folder(grid), OptionalInt.of(FolderOfModels.MERGES_OF_A_DAY));
    }

    private Path folder(GridId grid) {
        return data.resolve("models").resolve(grid.text());
    }

    Matcher matcher(GridSetup setup) {
        return new PunctualMatcher(matcher(setup.matching()), matchBudget, threads);
    }

    private static Matcher matcher(String name) {
        return switch (name) {
            case "optimal" -> new OptimalMatcher();
            case "greedy" -> new ComparedWithOptimal(GridEngines::reportNotCompared);
            default -> throw new IllegalArgumentException("matching '" + name + "' is neither optimal nor greedy");
        };
    }

    private static void reportNotCompared(MatchingUnavailable unavailable) {
        LOG.logf(
                unavailable.getCause() == null ? Logger.Level.WARN : Logger.Level.ERROR,
                unavailable.getCause(),
                "greedy pairs are not compared with the optimal ones: %s",
                unavailable.getMessage());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
