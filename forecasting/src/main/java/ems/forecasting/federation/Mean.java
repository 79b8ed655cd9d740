package ems.forecasting.federation;

import java.util.List;

/** The mean of changes, weighted. */
final class Mean {

    private Mean() {}

    static double[] of(List<Update> updates, long[] weights) {
        long[] sums = new long[updates.get(0).change().length];
        long weight = 0;
        for (int u = 0; u < weights.length; u++) {
            weight = Math.addExact(weight, weights[u]);
            add(updates.get(u).change(), weights[u], sums);
        }
        return ofSums(sums, weight);
    }

    /** {@code sums += weight * change}, in fixed point. */
    static void add(float[] change, long weight, long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * FixedPoint.of(change[i]);
        }
    }

    static double[] ofSums(long[] sums, long weight) {
        double[] mean = new double[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = FixedPoint.mean(sums[i], weight);
        }
        return mean;
    }
}
