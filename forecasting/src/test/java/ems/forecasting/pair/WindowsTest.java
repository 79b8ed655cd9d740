package ems.forecasting.pair;

import org.junit.jupiter.api.Test;

import ems.forecasting.network.Batch;
import ems.forecasting.network.Filled;
import ems.market.quantity.MatchingPeriod;

import static java.time.Instant.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A home at six in the morning: the sine of its time of day is 1, the cosine 0. */
class WindowsTest {

    private static final long SIX = PowerHistory.number(new MatchingPeriod(parse("2019-08-05T06:00:00Z")));
    private static final Scale SCALE = new Scale(2, 0.5f);

    private final PowerHistory history = new PowerHistory(20);
    private final Windows changes = new Windows(history, LearningPlan.DEFAULT);
    private final Windows values = new Windows(history, LearningPlan.DEFAULT.ofThePaper());
    private final Batch batch = new Batch(Windows.SHAPE, 1);

    private void fourMinutesFromSix() {
        double[][] kilowatts = {{1, 0}, {3, 0.25}, {2, 1}, {6, 0.5}};
        for (int i = 0; i < kilowatts.length; i++) {
            history.add(Pasts.period(SIX + i), Pasts.energy(kilowatts[i][0], kilowatts[i][1]));
        }
    }

    @Test
    void theInputsAreTheThreePeriodsBefore() {
        fourMinutesFromSix();
        changes.fillInputs(batch, 0, SIX + 3, SCALE);
        float second = 2 * (float) Math.PI / 1_440;
        float[] expected = {
            1,
            0,
            0.5f,
            0,
            (float) Math.cos(second),
            (float) -Math.sin(second),
            1.5f,
            0.5f,
            (float) Math.cos(2 * second),
            (float) -Math.sin(2 * second),
            1,
            2
        };
        assertThat(Filled.inputs(batch)).containsExactly(expected, within(1e-6f));
    }

    @Test
    void withoutTheCalendarTheTimeOfDayIsNotTold() {
        fourMinutesFromSix();
        new Windows(history, LearningPlan.DEFAULT.without(Ingredient.CALENDAR)).fillInputs(batch, 0, SIX + 3, SCALE);
        assertThat(Filled.inputs(batch)).containsExactly(0, 0, 0.5f, 0, 0, 0, 1.5f, 0.5f, 0, 0, 1, 2);
    }

    @Test
    void theTargetIsTheChangeFromThePeriodBefore() {
        fourMinutesFromSix();
        changes.fillTargets(batch, 0, SIX + 3, SCALE);
        assertThat(Filled.targets(batch)).containsExactly(2, -1);
        assertThat(changes.change(Channel.CONSUMPTION, SIX + 3, 2, SCALE)).isEqualTo(4);
        assertThat(changes.change(Channel.CONSUMPTION, SIX + 3)).isEqualTo(4);
    }

    @Test
    void asThePaperHasItTheTargetIsTheValue() {
        fourMinutesFromSix();
        values.fillTargets(batch, 0, SIX + 3, SCALE);
        assertThat(Filled.targets(batch)).containsExactly(3, 1);
        assertThat(values.change(Channel.CONSUMPTION, SIX + 3, 3, SCALE)).isEqualTo(4);
        assertThat(values.change(Channel.PRODUCTION, SIX + 3, 1, SCALE)).isEqualTo(-0.5);
    }

    @Test
    void aForecastNeedsThreePeriodsAndALessonFour() {
        fourMinutesFromSix();
        assertThat(changes.canForecast(SIX + 2)).isFalse();
        assertThat(changes.canForecast(SIX + 3)).isTrue();
        assertThat(changes.canForecast(SIX + 4)).isTrue();
        assertThat(changes.canForecast(SIX + 5)).isFalse();
        assertThat(changes.canLearn(SIX + 2)).isFalse();
        assertThat(changes.canLearn(SIX + 3)).isTrue();
        assertThat(changes.canLearn(SIX + 4)).isFalse();
    }
}
