package ems.forecasting.pair;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.InitialParameters;
import ems.forecasting.federation.Update;
import ems.forecasting.fixture.SyntheticGrid;
import ems.forecasting.network.Network;
import ems.market.party.ProsumerId;
import ems.market.quantity.MeteredEnergy;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

class LocalModelTest {

    private static final Network NETWORK = Network.of(LocalModel.SHAPE);
    private static final LearningPlan PLAN = new LearningPlan(
            Target.CHANGE, 32, 4, 1e-3f, 12, Duration.ofHours(4), Duration.ofHours(1), 1, 60, Set.of());
    private static final LearningPlan BELIEVING = new LearningPlan(
            Target.CHANGE, 32, 4, 1e-3f, 12, Duration.ofHours(4), Duration.ZERO, 1, 60, Set.of(Ingredient.TRIAL));
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final int PERIODS = 600;

    private final SyntheticGrid grid = new SyntheticGrid(2, PERIODS, 5);

    @Test
    void theSameSeedLearnsTheSameParameters() {
        var once = trained(L1, BELIEVING, 1, 150).update().orElseThrow();
        var again = trained(L1, BELIEVING, 1, 150).update().orElseThrow();
        assertThat(again.file(LocalModel.SHAPE).hash())
                .isEqualTo(once.file(LocalModel.SHAPE).hash());
        assertThat(trained(L1, BELIEVING, 2, 150).update().orElseThrow().change())
                .isNotEqualTo(once.change());
    }

    @Test
    void itsUpdateTellsWhatItHasLearntFrom() {
        var update = trained(L1, BELIEVING, 1, 70).update().orElseThrow();
        assertThat(update.prosumer()).isEqualTo(L1);
        assertThat(update.base()).isZero();
        // steps before periods 60 to 69
        assertThat(update.samples()).isEqualTo(10 * 32);
    }

    @Test
    void nothingIsLearntBeforeTheWarmUpIsOver() {
        assertThat(trained(L1, BELIEVING, 1, 60).update()).isEmpty();
        assertThat(trained(L1, BELIEVING, 1, 61).update()).map(Update::samples).contains(32L);
    }

    @Test
    void nothingIsLearntFromAMinuteWhoseThreeBeforeAreNotKnown() {
        for (int gap = 0; gap < PERIODS; gap += 3) {
            grid.without("L1", gap, gap + 1);
        }
        assertThat(trained(L1, BELIEVING, 1, 200).update()).isEmpty();
    }

    @Test
    void aPlanWithoutNewestWindowsStepsOnOlderOnesOnly() {
        var plan = new LearningPlan(
                Target.CHANGE, 1, 0, 1e-3f, 12, Duration.ofHours(4), Duration.ZERO, 1, 4, Set.of(Ingredient.TRIAL));
        grid.without("L1", 4, 150);
        assertThat(trained(L1, plan, 1, 200).update()).isPresent();
    }

    @Test
    void aGapInTheThreeMinutesBeforeLeavesTheLastOneAndWithoutThatNothing() {
        grid.without("L1", 97, 98).without("L1", 102, 103);
        var model = trained(L1, BELIEVING, 1, 101);
        assertThat(model.forecast(period(100), bench(BELIEVING))).contains(energy(L1, 99));
        step(model, 101, BELIEVING);
        assertThat(model.forecast(period(101), bench(BELIEVING))).isNotEqualTo(Optional.of(energy(L1, 100)));
        step(model, 102, BELIEVING);
        step(model, 103, BELIEVING);
        assertThat(model.forecast(period(103), bench(BELIEVING))).isEmpty();
    }

    @Test
    void itComesToForecastBetterThanTheLastMinute() {
        var model = at(0, initial(), BELIEVING, L1, 1);
        double learnt = 0;
        double persistence = 0;
        for (int now = 1; now < PERIODS; now++) {
            step(model, now, BELIEVING);
            if (now > PERIODS / 2) {
                var actual = energy(L1, now);
                learnt += squaredError(
                        model.forecast(period(now), bench(BELIEVING)).orElseThrow(), actual);
                persistence += squaredError(energy(L1, now - 1), actual);
            }
        }
        assertThat(learnt).isLessThan(0.9 * persistence);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE})
    void aSpoiltModelLeavesTheHomeWithTheLastMinute(float spoilt) {
        float[] values = new float[LocalModel.SHAPE.parameters()];
        Arrays.fill(values, spoilt);
        var model = at(100, new GlobalParameters(LocalModel.SHAPE, 7, period(100), values), PLAN, L1, 1);
        assertThat(model.forecast(period(100), bench(PLAN))).contains(energy(L1, 99));
        step(model, 101, PLAN);
        assertThat(model.forecast(period(101), bench(PLAN))).contains(energy(L1, 100));
    }

    /** What such a model says is the same always; the factor with the least squared error makes it the mean change. */
    @ParameterizedTest
    @ValueSource(floats = {1e30f, -1e30f})
    void aModelWithHugeParametersMovesForecastsByLittle(float huge) {
        float[] values = new float[LocalModel.SHAPE.parameters()];
        Arrays.fill(values, huge);
        var model = at(100, new GlobalParameters(LocalModel.SHAPE, 7, period(100), values), PLAN, L1, 1);
        double fiftyWatts = 0.050 * 60e6;
        assertThat(squaredError(model.forecast(period(100), bench(PLAN)).orElseThrow(), energy(L1, 99)))
                .isLessThan(fiftyWatts * fiftyWatts);
    }

    @Test
    void aModelThatIsBelievedUnseenStillSaysNothingImpossible() {
        float[] values = InitialParameters.of(LocalModel.SHAPE, 1);
        Arrays.fill(values, values.length - 2, values.length, -1e30f);
        var model = at(100, new GlobalParameters(LocalModel.SHAPE, 0, period(100), values), BELIEVING, L1, 1);
        assertThat(model.forecast(period(100), bench(BELIEVING))).contains(MeteredEnergy.NOTHING);
    }

    @Test
    void theFirstModelRepeatsTheLastMinute() {
        var model = at(100, initial(), BELIEVING, L1, 1);
        assertThat(model.forecast(period(100), bench(BELIEVING))).contains(energy(L1, 99));
    }

    private LocalModel trained(ProsumerId home, LearningPlan plan, long seed, int periods) {
        var model = at(0, initial(), plan, home, seed);
        for (int now = 1; now < periods; now++) {
            step(model, now, plan);
        }
        return model;
    }

    private LocalModel at(int now, GlobalParameters global, LearningPlan plan, ProsumerId home, long seed) {
        var model = new LocalModel(home, plan, seed);
        grid.metered(home, period(0), period(now)).forEach(model::measure);
        model.takeOver(global, bench(plan));
        return model;
    }

    private void step(LocalModel model, int now, LearningPlan plan) {
        grid.metered(model.prosumer(), period(now - 1)).ifPresent(energy -> model.measure(period(now - 1), energy));
        model.learn(period(now), bench(plan));
    }

    private static GlobalParameters initial() {
        return new GlobalParameters(LocalModel.SHAPE, 0, period(0), InitialParameters.of(LocalModel.SHAPE, 1));
    }

    private static Workbench bench(LearningPlan plan) {
        return new Workbench(NETWORK, plan);
    }

    private MeteredEnergy energy(ProsumerId home, int number) {
        return Optional.of(number)
                .flatMap(each -> grid.metered(home, period(each)))
                .orElseThrow();
    }

    private static double squaredError(MeteredEnergy forecast, MeteredEnergy actual) {
        double error = forecast.net().surplus().millijoules()
                - forecast.net().demand().millijoules()
                - actual.net().surplus().millijoules()
                + actual.net().demand().millijoules();
        return error * error;
    }
}
