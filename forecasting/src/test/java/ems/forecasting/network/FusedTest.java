package ems.forecasting.network;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FusedTest {

    @Test
    void anyThreeFloatsAreRoundedOnce() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            check(anyFloat(random), anyFloat(random), anyFloat(random));
        }
    }

    /** Here the sum nearly cancels the product, or lies near a tie of the second rounding. */
    @Test
    void sumsNearTheProductAreRoundedOnce() {
        var random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            float a = random.nextFloat() + 1;
            float b = random.nextFloat() + 1;
            float near = -Math.nextAfter(a * b, random.nextBoolean() ? 4 : 0);
            check(a, b, near);
            check(a, b, Math.scalb(random.nextFloat(), -24 - random.nextInt(30)));
            check(a, b, Math.scalb(1f + random.nextInt(2), 24 + random.nextInt(30)));
            check(Math.scalb(a, -75), Math.scalb(b, -75), Math.scalb(near, -145));
        }
    }

    @Test
    void zerosKeepTheirSignsAndNothingStaysNothing() {
        float[] special = {
            0f,
            -0f,
            1f,
            -1f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN
        };
        for (float a : special) {
            for (float b : special) {
                for (float c : special) {
                    check(a, b, c);
                }
            }
        }
    }

    private static void check(float a, float b, float c) {
        assertThat(Float.floatToIntBits(Fused.byArithmetic(a, b, c)))
                .as("%s * %s + %s", a, b, c)
                .isEqualTo(Float.floatToIntBits(Math.fma(a, b, c)));
    }

    private static float anyFloat(Random random) {
        return Float.intBitsToFloat(random.nextInt());
    }
}
