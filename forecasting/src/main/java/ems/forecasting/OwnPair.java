package ems.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.Update;
import ems.forecasting.network.Network;
import ems.forecasting.pair.LocalModel;
import ems.forecasting.pair.Workbench;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;

/**
 * One home and its EV on their own: they alone see the home's readings, learn from them, and go on from each global model that
 * the grid publishes. With the same readings, settings and model they forecast what {@link FederatedForecaster} does for the
 * home, to the millijoule; until there is a model, the last period again.
 */
public final class OwnPair {

    /** A model that is no older starts with all the past that it wants. */
    private static final Duration LONGEST_BETWEEN_MODELS = Duration.ofDays(1);

    private final ProsumerId home;
    private final FederatedSettings settings;
    private final Workbench bench;
    private final TreeMap<MatchingPeriod, MeteredEnergy> measured = new TreeMap<>();
    private @Nullable LocalModel model;
    /** The first period that the model has not learnt from. */
    private MatchingPeriod next = new MatchingPeriod(Instant.EPOCH);

    private int version = -1;

    public OwnPair(ProsumerId home, FederatedSettings settings) {
        this.home = home;
        this.settings = settings;
        this.bench = new Workbench(Network.of(LocalModel.SHAPE), settings.learning());
    }

    /** Adds what the meter counted in a period. Periods come in order; some may be missing. */
    public void measure(MatchingPeriod period, MeteredEnergy energy) {
        if (!measured.isEmpty() && !measured.lastKey().isBefore(period)) {
            throw new IllegalArgumentException(
                    "period " + period + " of " + home + " comes after " + measured.lastKey() + ": they come in order");
        }
        measured.put(period, energy);
        measured.headMap(before(period, settings.learning().memory().plus(LONGEST_BETWEEN_MODELS)))
                .clear();
        if (model != null) {
            learn(model, period);
        }
    }

    /** Goes on from a global model, and learns what was measured since, as if the pair had had it from its first period on. */
    public void takeOver(GlobalParameters global) {
        var pair = new LocalModel(home, settings.learning(), settings.seed());
        measured.subMap(before(global.at(), settings.learning().memory()), global.at())
                .forEach(pair::measure);
        pair.takeOver(global, bench);
        model = pair;
        next = global.at();
        version = global.version();
        if (!measured.isEmpty()) {
            learn(pair, measured.lastKey());
        }
    }

    /** A step for each period up to this one, also for one that was not measured: older windows are drawn then. */
    private void learn(LocalModel pair, MatchingPeriod last) {
        for (; !last.isBefore(next); next = next.next()) {
            var energy = measured.get(next);
            if (energy != null) {
                pair.measure(next, energy);
            }
            pair.learn(next.next(), bench);
        }
    }

    private static MatchingPeriod before(MatchingPeriod period, Duration time) {
        return new MatchingPeriod(period.start().minus(time));
    }

    /** What the home will offer or need in the period; empty if the period before it was not measured. */
    public Optional<NetEnergy> forecast(MatchingPeriod period) {
        return model == null
                ? Optional.ofNullable(measured.get(period.previous())).map(MeteredEnergy::net)
                : model.forecast(period, bench).map(MeteredEnergy::net);
    }

    /** What was learnt since the pair took over the last global model; empty if nothing was. */
    public Optional<Update> update() {
        return Optional.ofNullable(model).flatMap(LocalModel::update);
    }

    /** Version of the global model that the pair goes on from; -1: none yet. */
    public int version() {
        return version;
    }
}
