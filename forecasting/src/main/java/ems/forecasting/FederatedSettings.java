package ems.forecasting;

import java.time.Duration;
import java.util.OptionalInt;

import ems.forecasting.federation.LearnerDraw;
import ems.forecasting.federation.MergeRules;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.pair.LearningPlan;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/**
 * How a grid's models learn and are merged.
 *
 * @param seed of the first parameters and of the choice of older windows
 * @param mergeEvery a merge is due in each period that starts at a multiple of this since 1970; whole minutes
 * @param learners if the grid has more pairs than this, so many are drawn to learn after each merge, and all go by {@link
 *     LearningPlan#ofManyPairs}; at least 1
 * @param keptAnswers how many periods back the one market that asks may ask again; empty: all, and any number of markets
 */
public record FederatedSettings(
        long seed,
        LearningPlan learning,
        MergeRules merging,
        Duration mergeEvery,
        int learners,
        OptionalInt keptAnswers) {

    /** So many hold 255 MB, and merge in some CPU seconds. */
    public static final int MOST_LEARNERS = 1_000;

    private static final int STALE_AFTER = 24;
    private static final double LARGEST_NORM = 8;

    public FederatedSettings {
        if (mergeEvery.compareTo(MatchingPeriod.LENGTH) < 0 || mergeEvery.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("a merge every " + mergeEvery + " is not a number of whole minutes");
        }
        if (learners < 1) {
            throw new IllegalArgumentException(learners + " learners: at least 1");
        }
    }

    /** Settings of a live grid, and of whoever learns with it elsewhere: its name is the seed. */
    public static FederatedSettings of(GridId grid) {
        return of(grid.text().hashCode());
    }

    public static FederatedSettings of(long seed) {
        var learning = LearningPlan.DEFAULT;
        var every = Duration.ofHours(1);
        long samples = every.toMinutes() * learning.batch();
        return new FederatedSettings(
                seed,
                learning,
                new MergeRules(LARGEST_NORM, samples, STALE_AFTER, Method.TRIMMED_MEAN),
                every,
                MOST_LEARNERS,
                OptionalInt.empty());
    }

    public FederatedSettings with(LearningPlan other) {
        return new FederatedSettings(seed, other, merging, mergeEvery, learners, keptAnswers);
    }

    public FederatedSettings merging(Method method) {
        return new FederatedSettings(seed, learning, merging.by(method), mergeEvery, learners, keptAnswers);
    }

    /** For the one market of a live grid. */
    public FederatedSettings keepingAnswers(int periods) {
        return new FederatedSettings(seed, learning, merging, mergeEvery, learners, OptionalInt.of(periods));
    }

    public FederatedSettings learners(int most) {
        return new FederatedSettings(seed, learning, merging, mergeEvery, most, keptAnswers);
    }

    LearningPlan learning(LearnerDraw draw) {
        return draw.isSampled() ? learning.ofManyPairs() : learning;
    }

    public boolean isMergeDue(MatchingPeriod period) {
        return period.start().getEpochSecond() % mergeEvery.toSeconds() == 0;
    }
}
