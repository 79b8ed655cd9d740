package ems.forecasting.network;

/**
 * {@code a * b + c} with one rounding, by the processor where it can and by arithmetic where it cannot: there the
 * library's own takes microseconds.
 */
final class Fused {

    static final boolean BY_PROCESSOR = Hardware.hasFusedMultiplyAdd();

    private Fused() {}

    static float multiplyAdd(float a, float b, float c) {
        return BY_PROCESSOR ? Math.fma(a, b, c) : byArithmetic(a, b, c);
    }

    /**
     * The product of two floats is exact in a double. The sum with the third is rounded to odd, so that the second
     * rounding, to a float, sees on which side of a tie the exact sum lies.
     *
     * <p>Source: S. Boldo, G. Melquiond, "Emulation of a FMA and correctly rounded sums", 2008.
     */
    static float byArithmetic(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double back = sum - product;
        double error = (product - (sum - back)) + (c - back);
        long bits = Double.doubleToRawLongBits(sum);
        if (error != 0 && !Double.isNaN(error) && (bits & 1) == 0) {
            bits += (error > 0) == (sum > 0) ? 1 : -1;
        }
        return (float) Double.longBitsToDouble(bits);
    }
}
