package ems.forecasting.federation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of changes without the lowest and the highest fifth of each parameter, at least one of three, so that a few liars
 * move nothing far.
 *
 * <p>A parameter's mean takes no part in another's, and a sum of whole numbers has no order: so any number of threads come to
 * the same bits, and the middle of the ranks needs no sorting.
 */
final class TrimmedMean {

    private static final int FIFTH = 5;
    /** A changed parameter and its pair share a long: compared together, ties go by the order of the pairs. */
    private static final int PAIR_BITS = 20;
    /** Neighbours in memory: so many parameters of a pair are read together. */
    private static final int BLOCK = 16;

    /** Below it one thread is as fast. */
    private static final int MANY = 64;

    private final List<Update> updates;
    private final long[] weights;
    private final int trimmed;

    private TrimmedMean(List<Update> updates, long[] weights) {
        int pairs = weights.length;
        this.updates = updates;
        this.weights = weights;
        this.trimmed = Math.max(pairs / FIFTH, pairs < 3 ? 0 : 1);
    }

    static double[] of(List<Update> updates, long[] weights) {
        var mean = new TrimmedMean(updates, weights);
        double[] means = new double[updates.get(0).change().length];
        int blocks = (means.length + BLOCK - 1) / BLOCK;
        var all = IntStream.range(0, blocks);
        (weights.length < MANY ? all : all.parallel()).forEach(block -> mean.fill(means, block * BLOCK));
        return means;
    }

    private void fill(double[] means, int from) {
        int width = Math.min(BLOCK, means.length - from);
        long[][] values = new long[width][weights.length];
        for (int pair = 0; pair < weights.length; pair++) {
            float[] change = updates.get(pair).change();
            for (int i = 0; i < width; i++) {
                values[i][pair] = FixedPoint.of(change[from + i]) << PAIR_BITS | pair;
            }
        }
        for (int i = 0; i < width; i++) {
            means[from + i] = mean(values[i]);
        }
    }

    private double mean(long[] values) {
        int end = values.length - trimmed;
        if (trimmed > 0) {
            Ranks.split(values, 0, values.length, trimmed);
            Ranks.split(values, trimmed, values.length, end);
        }
        long sum = 0;
        long weight = 0;
        for (int each = trimmed; each < end; each++) {
            long own = weights[(int) (values[each] & (1 << PAIR_BITS) - 1)];
            sum += own * (values[each] >> PAIR_BITS);
            weight += own;
        }
        return FixedPoint.mean(sum, weight);
    }
}
