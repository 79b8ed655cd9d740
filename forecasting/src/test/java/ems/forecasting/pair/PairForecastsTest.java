package ems.forecasting.pair;

import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.InitialParameters;
import ems.forecasting.fixture.SyntheticGrid;
import ems.forecasting.network.Network;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

class PairForecastsTest {

    private static final LearningPlan PLAN = LearningPlan.DEFAULT.ofManyPairs().without(Ingredient.TRIAL);
    private static final int NOW = 20;

    private final Workbench bench = new Workbench(Network.of(LocalModel.SHAPE), PLAN);

    /** More than fit into a batch; some learn, some hold an older model, one knows too little. */
    @Property(tries = 20)
    void togetherEachIsForecastAsItWouldBeAlone(@ForAll @IntRange(min = 1, max = 80) int homes, @ForAll long seed) {
        var grid = new SyntheticGrid(homes, NOW, seed).without("L1", NOW - 1, NOW);
        if (homes > 1) {
            grid.without("L2", NOW - 3, NOW - 2);
        }
        var pairs = IntStream.range(0, homes)
                .mapToObj(home -> pair(grid, home, (seed >> home & 3) == 0, seed >> home & 1))
                .toList();
        var together = PairForecasts.of(pairs, period(NOW), bench);
        for (LocalModel pair : pairs) {
            assertThat(together.get(pair.prosumer()))
                    .isEqualTo(pair.forecast(period(NOW), bench).orElse(null));
        }
        assertThat(together).hasSize(homes - 1);
    }

    private LocalModel pair(SyntheticGrid grid, int home, boolean learns, long model) {
        var prosumer = grid.homes().get(home);
        var pair = new LocalModel(prosumer, PLAN, 1);
        float[] values = InitialParameters.of(LocalModel.SHAPE, model);
        IntStream.range(0, values.length).forEach(each -> values[each] += 0.01f * (each % 7 - 3));
        pair.takeOver(new GlobalParameters(LocalModel.SHAPE, 0, period(0), values), bench, learns);
        for (int each = 0; each < NOW; each++) {
            var at = period(each);
            grid.metered(prosumer, at).ifPresent(energy -> pair.measure(at, energy));
        }
        return pair;
    }

    @Property(tries = 5)
    void thoseWhoDoNotLearnHaveNothingToSend(@ForAll long seed) {
        var pair = pair(new SyntheticGrid(1, NOW, seed), 0, false, 1);
        pair.learn(period(NOW), bench);
        assertThat(pair.update()).isEmpty();
    }
}
