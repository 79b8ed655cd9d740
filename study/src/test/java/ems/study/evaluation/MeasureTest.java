package ems.study.evaluation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** By hand, on four minutes: truth 100, -100, 300, 300 W. */
class MeasureTest {

    private static final NetPowers TRUTH = Powers.of(4, 100, -100, 300, 300);

    private final Errors own = errors(90, -60, 300, 270);
    private final Errors persistence = errors(100, 100, -100, 300);
    private final Errors yesterday = errors(0, -100, 400, 200);

    private static Errors errors(Integer... watts) {
        return Errors.of(Powers.of(4, watts), TRUTH, TRUTH.knownMinutes(), 0, 4);
    }

    private double measured(Measure measure) {
        return measure.of(own, persistence, yesterday).orElseThrow();
    }

    @Test
    void errorsAreMeansInWatts() {
        assertThat(measured(Measure.MAE)).isEqualTo((10 + 40 + 0 + 30) / 4.0);
        assertThat(measured(Measure.RMSE)).isEqualTo(Math.sqrt((100 + 1_600 + 900) / 4.0));
    }

    @Test
    void skillIsWhatIsSavedOfTheBaselinesSquaredError() {
        assertThat(measured(Measure.SKILL)).isCloseTo(100 * (1 - 2_600 / (40_000.0 + 160_000)), within(1e-9));
        assertThat(measured(Measure.SKILL_OVER_YESTERDAY)).isCloseTo(100 * (1 - 2_600 / 30_000.0), within(1e-9));
    }

    @Test
    void skillOfAbsoluteErrorsLikewise() {
        assertThat(measured(Measure.MAE_SKILL)).isCloseTo(100 * (1 - 80 / 600.0), within(1e-9));
        assertThat(measured(Measure.MAE_SKILL_OVER_YESTERDAY)).isCloseTo(100 * (1 - 80 / 300.0), within(1e-9));
    }

    @Test
    void aBaselineWithoutErrorCannotBeBeatenAndGivesNoSkill() {
        var right = errors(100, -100, 300, 300);

        assertThat(Measure.SKILL.of(own, right, yesterday)).isEmpty();
        assertThat(Measure.MAE.of(Errors.NONE, persistence, yesterday)).isEmpty();
    }

    @Test
    void onlyTheMinutesOfTheDayCount() {
        var forecast = Powers.of(4, 0, 0, 0, 0);

        assertThat(Errors.of(forecast, TRUTH, TRUTH.knownMinutes(), 1, 3)).isEqualTo(new Errors(2, 400, 100_000));
    }
}
