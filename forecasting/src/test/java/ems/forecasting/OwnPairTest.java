package ems.forecasting;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.Uplink;
import ems.forecasting.fixture.Bench;
import ems.forecasting.fixture.MemoryOfModels;
import ems.forecasting.fixture.SyntheticGrid;
import ems.forecasting.pair.LocalModel;
import ems.market.forecast.SignedForecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.record.GlobalModel;
import ems.market.record.SignedForecast;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A pair in a process of its own beside the same home in the market's, with a merge each half hour. */
class OwnPairTest {

    private static final int PERIODS = 130;
    private static final ProsumerId L1 = new ProsumerId("L1");

    private final SyntheticGrid grid =
            new SyntheticGrid(3, PERIODS, 17).without("L1", 44, 47).without("L1", 89, 91);
    private final MemoryOfModels store = new MemoryOfModels();
    private final Bench bench = new Bench(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);

    private GlobalParameters newest() {
        GlobalModel newest = bench.newest().orElseThrow();
        return store.find(ModelStore.global(newest.version())).orElseThrow().global(LocalModel.SHAPE);
    }

    private OwnPair pair() {
        return new OwnPair(L1, Bench.settings(Method.TRIMMED_MEAN));
    }

    private void measure(OwnPair pair, int number) {
        grid.metered(L1, period(number)).ifPresent(energy -> pair.measure(period(number), energy));
    }

    @Test
    void itForecastsAsTheMarketDoesButInTheMinuteOfAMergeAndAlsoAfterARestart() {
        var pair = pair();
        var restarted = pair();
        for (int now = 0; now < PERIODS; now++) {
            if (now > 0) {
                measure(pair, now - 1);
                measure(restarted, now - 1);
            }
            var own = pair.forecast(period(now));
            var again = restarted.forecast(period(now));
            var market = Optional.ofNullable(bench.ask(now).get(L1));
            if (now % Bench.MERGE != 0) {
                assertThat(own).as("period %s", now).isEqualTo(market);
                assertThat(again).as("period %s, restarted", now).isEqualTo(market);
            }
            if (newest().version() != pair.version()) {
                pair.takeOver(newest());
            }
            restarted = pair();
            for (int past = 0; past < now; past++) {
                measure(restarted, past);
            }
            restarted.takeOver(newest());
        }
        assertThat(pair.version()).isEqualTo((PERIODS - 1) / Bench.MERGE);
    }

    @Test
    void withoutAModelItExpectsTheLastPeriodAgain() {
        var pair = pair();
        assertThat(pair.forecast(period(0))).isEmpty();
        measure(pair, 0);
        assertThat(pair.forecast(period(1)))
                .isEqualTo(grid.metered(L1, period(0)).map(MeteredEnergy::net));
        assertThat(pair.version()).isEqualTo(-1);
    }

    @Test
    void periodsComeInOrder() {
        var pair = pair();
        measure(pair, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pair, 1))
                .withMessageContaining("they come in order");
    }

    @Test
    void whatAgentsSignedGoesAlongWithTheStrategysForecasts() {
        var signed = new SignedForecast(L1, NetEnergy.ofMillijoules(7), "e.e.e");
        var arrived = new SignedForecasts.Arrived(Map.of(L1, signed), Map.of(new ProsumerId("L2"), "late"));
        SignedForecasts agents = period -> period.equals(period(1)) ? arrived : SignedForecasts.Arrived.NOTHING;
        var persistence = new PersistenceForecaster(grid);
        var both = new AgentsForecaster(persistence, agents);
        assertThat(both.strategy()).isEqualTo("persistence");
        var asked = both.forecasts(grid.homes(), period(1), Optional.empty());
        assertThat(asked.energy())
                .isEqualTo(persistence
                        .forecasts(grid.homes(), period(1), Optional.empty())
                        .energy());
        assertThat(asked.agents()).isEqualTo(arrived);
        assertThat(both.forecasts(grid.homes(), period(2), Optional.empty()).agents())
                .isEqualTo(SignedForecasts.Arrived.NOTHING);
    }
}
