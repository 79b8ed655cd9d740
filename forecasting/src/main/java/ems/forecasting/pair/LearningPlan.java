package ems.forecasting.pair;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * How a pair learns: each period, one step on a batch of the newest windows and of older ones drawn again.
 *
 * @param batch windows of a step
 * @param newest of these, the latest ones
 * @param learningRate of Adam before the first merge
 * @param slowing after so many merges the rate is half of the first one, at least 1
 * @param memory how far back windows are drawn from
 * @param trial how many hours a global model is tried on before it is believed
 * @param trialEvery of these hours, each so-manieth period is looked at; at least 1
 * @param warmUp periods that must be known before the first step
 * @param without ingredients that are left out
 */
public record LearningPlan(
        Target target,
        int batch,
        int newest,
        float learningRate,
        int slowing,
        Duration memory,
        Duration trial,
        int trialEvery,
        int warmUp,
        Set<Ingredient> without) {

    public static final LearningPlan DEFAULT =
            new LearningPlan(Target.CHANGE, 32, 4, 1e-3f, 12, Duration.ofDays(7), Duration.ofHours(3), 1, 60, Set.of());

    private static final Duration DAY = Duration.ofDays(1);
    private static final int SOME_OF_THE_TRIAL = 6;

    public LearningPlan {
        if (batch < 1 || newest < 0 || newest > batch) {
            throw new IllegalArgumentException("a batch of " + batch + " with " + newest + " newest windows");
        }
        if (!(learningRate > 0)) {
            throw new IllegalArgumentException("learning rate " + learningRate + " is not above 0");
        }
        if (slowing < 1) {
            throw new IllegalArgumentException("slowing after " + slowing + " merges: at least 1");
        }
        if (memory.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("memory of " + memory + " is below an hour");
        }
        if (trial.isNegative() || trial.compareTo(memory) > 0) {
            throw new IllegalArgumentException("trial of " + trial + " is outside [0, " + memory + "]");
        }
        if (trialEvery < 1) {
            throw new IllegalArgumentException("a trial of each " + trialEvery + "th period: at least 1");
        }
    }

    /** As the paper has it: values in kW, believed unseen. */
    public LearningPlan ofThePaper() {
        return new LearningPlan(
                Target.ABSOLUTE,
                batch,
                newest,
                learningRate,
                slowing,
                memory,
                trial,
                trialEvery,
                warmUp,
                Set.of(Ingredient.SCALE, Ingredient.TRIAL));
    }

    /** For a grid in which most pairs do not learn: all remember a day at most, and try a model on each sixth period of the trial. */
    public LearningPlan ofManyPairs() {
        var shorter = memory.compareTo(DAY) < 0 ? memory : DAY;
        return new LearningPlan(
                target,
                batch,
                newest,
                learningRate,
                slowing,
                shorter,
                trial.compareTo(shorter) < 0 ? trial : shorter,
                trialEvery * SOME_OF_THE_TRIAL,
                warmUp,
                without);
    }

    public LearningPlan without(Ingredient ingredient) {
        var more = EnumSet.of(ingredient);
        more.addAll(without);
        return new LearningPlan(
                target, batch, newest, learningRate, slowing, memory, trial, trialEvery, warmUp, Set.copyOf(more));
    }

    boolean has(Ingredient ingredient) {
        return !without.contains(ingredient);
    }

    /** {@code rate / (1 + version / slowing)}: large strides first, then ever finer ones. */
    float learningRate(int version) {
        return learningRate * slowing / (slowing + version);
    }

    /** The periods before this one on which a global model is tried, oldest first. */
    LongStream periodsOfTrial(long now) {
        return LongStream.iterate(now - trial.toMinutes(), period -> period < now, period -> period + trialEvery);
    }

    int periodsOfMemory() {
        return (int) memory.toMinutes();
    }
}
