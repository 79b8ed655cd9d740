package ems.forecasting.pair;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScaleTest {

    @Test
    void itIsTheRootOfTheMeanSquaredChange() {
        var scale = Scale.of(Pasts.of(row(1, 0), row(4, 1), row(8, 1)));
        assertThat(scale.consumption()).isCloseTo((float) Math.sqrt((9 + 16) / 2.0), within(1e-6f));
        assertThat(scale.production()).isCloseTo((float) Math.sqrt(1 / 2.0), within(1e-6f));
    }

    @Test
    void aChangeAcrossAGapIsNone() {
        var history = Pasts.of(row(1, 0), row(2, 0));
        history.add(Pasts.period(105), Pasts.energy(9, 0));
        history.add(Pasts.period(106), Pasts.energy(10, 0));
        assertThat(Scale.of(history).consumption()).isEqualTo(1);
    }

    @Test
    void aHomeThatNeverChangesHasTenWatts() {
        assertThat(Scale.of(Pasts.of(row(3, 0), row(3, 0)))).isEqualTo(new Scale(0.010f, 0.010f));
        assertThat(Scale.of(new PowerHistory(10))).isEqualTo(new Scale(0.010f, 0.010f));
    }

    private static double[] row(double consumption, double production) {
        return new double[] {consumption, production};
    }
}
