package ems.forecasting.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SquashTest {

    @Test
    void tanhAndSigmoidAreNearTheTrueOnes() {
        for (double x = -20; x <= 20; x += 1e-3) {
            assertThat((double) Squash.tanh((float) x)).as("tanh %s", x).isCloseTo(Math.tanh((float) x), within(4e-7));
            assertThat((double) Squash.sigmoid((float) x))
                    .as("sigmoid %s", x)
                    .isCloseTo(1 / (1 + Math.exp(-(float) x)), within(3e-7));
        }
    }

    @Test
    void nothingLeavesItsBounds() {
        for (float x : new float[] {20f, 1e3f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(Squash.tanh(x)).isBetween(0.9999f, 1f);
            assertThat(Squash.tanh(-x)).isEqualTo(-Squash.tanh(x));
            assertThat(Squash.sigmoid(x)).isBetween(0.9999f, 1f);
            assertThat(Squash.sigmoid(-x)).isBetween(0f, 1e-4f);
        }
        assertThat(Squash.tanh(0f)).isZero();
        assertThat(Squash.tanh(Float.NaN)).isNaN();
    }
}
