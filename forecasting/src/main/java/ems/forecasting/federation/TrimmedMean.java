package ems.forecasting.federation;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of changes without the lowest and the highest fifth of each parameter, at least one of three, so that a few liars
 * move nothing far.
 */
final class TrimmedMean {

    private static final int FIFTH = 5;
    /** A changed parameter and its pair share a long: sorted together, ties go by the order of the pairs. */
    private static final int PAIR_BITS = 20;

    private TrimmedMean() {}

    static double[] of(List<Update> updates, long[] weights) {
        int pairs = weights.length;
        int trimmed = Math.max(pairs / FIFTH, pairs < 3 ? 0 : 1);
        long[] sorted = new long[pairs];
        double[] mean = new double[updates.get(0).change().length];
        for (int i = 0; i < mean.length; i++) {
            for (int pair = 0; pair < pairs; pair++) {
                sorted[pair] = FixedPoint.of(updates.get(pair).change()[i]) << PAIR_BITS | pair;
            }
            Arrays.sort(sorted);
            mean[i] = mean(sorted, trimmed, weights);
        }
        return mean;
    }

    private static double mean(long[] sorted, int trimmed, long[] weights) {
        long sum = 0;
        long weight = 0;
        for (int rank = trimmed; rank < sorted.length - trimmed; rank++) {
            long own = weights[(int) (sorted[rank] & (1 << PAIR_BITS) - 1)];
            sum += own * (sorted[rank] >> PAIR_BITS);
            weight += own;
        }
        return FixedPoint.mean(sum, weight);
    }
}
