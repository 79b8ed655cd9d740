package ems.forecasting.pair;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.Update;
import ems.forecasting.network.Batch;
import ems.forecasting.network.Pass;
import ems.forecasting.network.Shape;
import ems.forecasting.network.Training;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;

/**
 * The model that a prosumer's EV trains on that prosumer's readings, and on no others. What leaves it are forecasts and
 * {@linkplain #update updates}. One that does not learn this time holds the global model, its own scale and its own trust.
 *
 * <p>Between two merges it is a function of the global model that it took over, of the readings, and of the seed: the
 * descent starts with each merge anew. So a pair that was stopped comes to the same parameters again.
 */
public final class LocalModel {

    /** The network of the paper: two layers of 32 units. */
    public static final Shape SHAPE = Windows.SHAPE;

    private static final double MILLIJOULES_PER_KILOWATT = 1_000_000.0 * MatchingPeriod.LENGTH.toSeconds();

    /** No house needs more, whatever a model that ran away says. */
    private static final double MOST_KILOWATTS = 1_000_000;

    private final ProsumerId prosumer;
    private final LearningPlan plan;
    private final long seed;
    private final PowerHistory history;
    private final Windows windows;
    private @Nullable Model learning;
    private long samples;

    /** What a pair took over, and goes on to learn. */
    private record Model(GlobalParameters base, Optional<Training> training, Scale scale, ModelTrust trust) {}

    /** @param seed of the choice of older windows; pairs with the same seed choose differently */
    public LocalModel(ProsumerId prosumer, LearningPlan plan, long seed) {
        this.prosumer = prosumer;
        this.plan = plan;
        this.seed = seed;
        this.history = new PowerHistory(plan.periodsOfMemory());
        this.windows = new Windows(history, plan);
    }

    /** Goes on to learn from a global model; what was learnt since the last one is dropped, so call {@link #update} first. */
    public void takeOver(GlobalParameters global, Workbench bench) {
        takeOver(global, bench, true);
    }

    /** @param learns whether the pair learns from there on, or forecasts with the global model as it is */
    public void takeOver(GlobalParameters global, Workbench bench, boolean learns) {
        long now = PowerHistory.number(global.at());
        history.moveTo(now);
        var scale = plan.has(Ingredient.SCALE) ? Scale.of(history) : Scale.KILOWATT;
        var trust = plan.has(Ingredient.TRIAL)
                ? ModelTrust.of(windows, scale, global, bench, plan.periodsOfTrial(now))
                : ModelTrust.FULL;
        Optional<Training> training =
                learns ? Optional.of(new Training(bench.network(), global.values())) : Optional.empty();
        learning = new Model(global, training, scale, trust);
        samples = 0;
    }

    private Model model() {
        if (learning == null) {
            throw new IllegalStateException(prosumer + " has not yet taken over a global model");
        }
        return learning;
    }

    /** Adds the energy measured in a period. Periods come in order; some may be missing. */
    public void measure(MatchingPeriod period, MeteredEnergy energy) {
        history.add(period, energy);
    }

    /** One step on what is known before this period, if that is enough. */
    public void learn(MatchingPeriod period, Workbench bench) {
        long now = PowerHistory.number(period);
        long newest = now - 1;
        history.moveTo(now);
        var model = model();
        if (model.training().isEmpty()) {
            return;
        }
        if (now - history.oldest() < plan.warmUp() || !windows.canLearn(newest)) {
            return;
        }
        var batch = bench.batch();
        int filled = 0;
        for (long target = newest;
                target > newest - (plan.has(Ingredient.REPLAY) ? plan.newest() : plan.batch());
                target--) {
            filled = learnable(target, batch, filled);
        }
        var draws = WindowDraws.of(seed, prosumer.text(), newest);
        int span = (int) (now - history.oldest());
        for (int tries = 2 * plan.batch(); tries > 0 && filled < plan.batch(); tries--) {
            filled = learnable(newest - draws.below(span), batch, filled);
        }
        if (filled == 0) {
            return;
        }
        model.training()
                .get()
                .step(
                        batch.of(filled),
                        bench.pass(),
                        plan.learningRate(model.base().version()));
        samples += filled;
    }

    private int learnable(long target, Batch batch, int filled) {
        if (!windows.canLearn(target)) {
            return filled;
        }
        windows.fillInputs(batch, filled, target, model().scale());
        windows.fillTargets(batch, filled, target, model().scale());
        return filled + 1;
    }

    /**
     * What the home will produce and consume in the period; the last period again if not all three before it are known, and
     * empty if not even that one is.
     */
    public Optional<MeteredEnergy> forecast(MatchingPeriod period, Workbench bench) {
        long number = PowerHistory.number(period);
        if (!windows.canForecast(number)) {
            return history.has(number - 1) ? Optional.of(last(number)) : Optional.empty();
        }
        var batch = bench.one();
        windows.fillInputs(batch, 0, number, model().scale());
        var pass = bench.onePass();
        model().training()
                .ifPresentOrElse(
                        training -> training.forward(batch, pass),
                        () -> bench.network().forward(model().base().values(), batch, pass));
        return Optional.of(energy(period, pass, 0));
    }

    /** The global model that forecasts the period; empty if it is the pair's own, or too little is known. */
    Optional<GlobalParameters> shared(MatchingPeriod period) {
        var model = model();
        return model.training().isPresent() || !windows.canForecast(PowerHistory.number(period))
                ? Optional.empty()
                : Optional.of(model.base());
    }

    void fillInputs(Batch batch, int window, MatchingPeriod period) {
        windows.fillInputs(batch, window, PowerHistory.number(period), model().scale());
    }

    /** What a window's output stands for. */
    MeteredEnergy energy(MatchingPeriod period, Pass pass, int window) {
        long number = PowerHistory.number(period);
        return new MeteredEnergy(
                energy(Channel.PRODUCTION, number, pass.output(window, Channel.PRODUCTION.ordinal())),
                energy(Channel.CONSUMPTION, number, pass.output(window, Channel.CONSUMPTION.ordinal())));
    }

    private MeteredEnergy last(long number) {
        return new MeteredEnergy(
                energy(history.at(Channel.PRODUCTION, number - 1)),
                energy(history.at(Channel.CONSUMPTION, number - 1)));
    }

    private static Energy energy(double kilowatts) {
        return new Energy(Math.round(kilowatts * MILLIJOULES_PER_KILOWATT));
    }

    private Energy energy(Channel channel, long number, float output) {
        double last = history.at(channel, number - 1);
        double change = windows.change(channel, number, output, model().scale());
        double expected = last + model().trust().in(channel) * change;
        double sound = Double.isFinite(expected) ? Math.min(Math.max(0, expected), MOST_KILOWATTS) : last;
        return energy(sound);
    }

    /** What was learnt since the last global model; empty if nothing was. */
    public Optional<Update> update() {
        return samples == 0 ? Optional.empty() : model().training().map(this::update);
    }

    private Update update(Training training) {
        var base = model().base();
        float[] change = training.parameters();
        for (int i = 0; i < change.length; i++) {
            change[i] -= base.values()[i];
        }
        return new Update(prosumer, base.version(), samples, change);
    }

    public ProsumerId prosumer() {
        return prosumer;
    }
}
