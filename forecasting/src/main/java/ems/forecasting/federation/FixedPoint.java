package ems.forecasting.federation;

/**
 * Changes of parameters as whole numbers of 2^-30: their sums are exact and so do not depend on their order, nor on masks
 * that cancel.
 */
final class FixedPoint {

    private static final double ONE = 1 << 30;

    /** By which a number differs at most from the one that was meant. */
    static final double ROUNDING = 0.5 / ONE;

    private FixedPoint() {}

    static long of(float value) {
        return Math.round(value * ONE);
    }

    /** @param weight at least 1 */
    static double mean(long weightedSum, long weight) {
        return weightedSum / (weight * ONE);
    }
}
