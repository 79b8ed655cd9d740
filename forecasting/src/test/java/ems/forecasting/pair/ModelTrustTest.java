package ems.forecasting.pair;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.network.Network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Homes whose load grows by 1 kW a minute, and models that say one thing always. */
class ModelTrustTest {

    private static final Network NETWORK = Network.of(Windows.SHAPE);
    private static final LearningPlan PLAN = new LearningPlan(
            Target.CHANGE, 32, 4, 1e-3f, 12, Duration.ofHours(1), Duration.ofMinutes(10), 1, 60, Set.of());

    private PowerHistory history = new PowerHistory(60);

    @Test
    void aPerfectModelIsBelievedInFull() {
        assertThat(trust(1, 0).consumption()).isEqualTo(1);
    }

    @Test
    void anOppositeModelIsNotBelieved() {
        assertThat(trust(-1, 0)).isEqualTo(new ModelTrust(0, 0));
    }

    /** The factor with the least squared error: 1/4 of 4 kW, but no more than all of 1/4 kW. */
    @Test
    void aModelThatExaggeratesIsBelievedInPartAndATimidOneInFull() {
        assertThat(trust(4, 0).consumption()).isCloseTo(0.25, within(1e-6));
        assertThat(trust(0.25f, 0).consumption()).isEqualTo(1);
    }

    @Test
    void eachChannelIsTriedByItself() {
        assertThat(trust(1, 1)).isEqualTo(new ModelTrust(1, 0));
    }

    @Test
    void noWindowsAreNoGroundForTrust() {
        assertThat(trustIn(model(1, 0), 100)).isEqualTo(new ModelTrust(0, 0));
    }

    @Test
    void onlyTheHoursOfTheTrialCount() {
        grow(100, 110);
        for (int each = 110; each < 130; each++) {
            history.add(Pasts.period(each), Pasts.energy(20 - (each - 110), 0));
        }
        assertThat(trustIn(model(-1, 0), 130).consumption()).isEqualTo(1);
        assertThat(trustIn(model(1, 0), 130).consumption()).isZero();
    }

    @Test
    void aSpoiltModelIsNotBelieved() {
        assertThat(trust(Float.NaN, Float.POSITIVE_INFINITY)).isEqualTo(new ModelTrust(0, 0));
    }

    private ModelTrust trust(float consumption, float production) {
        history = new PowerHistory(60);
        grow(100, 130);
        return trustIn(model(consumption, production), 130);
    }

    private void grow(int from, int to) {
        for (int each = from; each < to; each++) {
            history.add(Pasts.period(each), Pasts.energy(each - from, 0));
        }
    }

    private ModelTrust trustIn(GlobalParameters model, long now) {
        var bench = new Workbench(NETWORK, PLAN);
        return ModelTrust.of(new Windows(history, PLAN), new Scale(1, 1), model, bench, PLAN.periodsOfTrial(now));
    }

    /** Says these changes whatever it sees: all is zero but the last bias. */
    private static GlobalParameters model(float consumption, float production) {
        float[] values = new float[Windows.SHAPE.parameters()];
        values[values.length - 2] = consumption;
        values[values.length - 1] = production;
        return new GlobalParameters(Windows.SHAPE, 0, Pasts.period(100), values);
    }
}
