package ems.forecasting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.forecasting.federation.MergeAuditor;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.Uplink;
import ems.forecasting.fixture.Bench;
import ems.forecasting.fixture.MemoryOfModels;
import ems.forecasting.fixture.SyntheticGrid;
import ems.forecasting.pair.LocalModel;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

/** Six homes of which two may learn at a time; a merge each half hour. */
class SampledLearnersTest {

    private static final int LEARNERS = 2;
    private static final int PERIODS = 130;

    private final SyntheticGrid grid = new SyntheticGrid(6, PERIODS, 23).without("L4", 40, 44);

    /** One market that is asked period by period. */
    private final class Market {

        private final Function<MatchingPeriod, List<ProsumerId>> members;
        private final MemoryOfModels store = new MemoryOfModels();
        private final List<Entry> recorded = new ArrayList<>();
        private final List<Map<ProsumerId, NetEnergy>> answers = new ArrayList<>();
        private FederatedForecaster forecaster;

        Market(Function<MatchingPeriod, List<ProsumerId>> members) {
            this.members = members;
            this.forecaster = started();
        }

        private FederatedForecaster started() {
            var settings = Bench.settings(Method.TRIMMED_MEAN).learners(LEARNERS);
            return new FederatedForecaster("federated", grid, members, settings, store, Uplink.GOOD);
        }

        Market runUntil(int end) {
            while (answers.size() < end) {
                var at = period(answers.size());
                var forecasts = forecaster.forecasts(members.apply(at), at, newest());
                recorded.addAll(forecasts.merges());
                answers.add(forecasts.energy());
            }
            return this;
        }

        Market killed() {
            forecaster = started();
            return this;
        }

        Optional<GlobalModel> newest() {
            return all(GlobalModel.class).stream().reduce((before, after) -> after);
        }

        <T extends Entry> List<T> all(Class<T> kind) {
            return Entry.all(kind, recorded);
        }

        MergeAuditor.Findings audited() {
            var rules = Bench.settings(Method.TRIMMED_MEAN).merging();
            return new MergeAuditor(store, rules, LocalModel.SHAPE).audit(recorded);
        }
    }

    @Test
    void twoLearnTheOthersAreToldThatTheyWereNotDrawnAndAllForecast() {
        var market = new Market(always -> grid.homes()).runUntil(PERIODS);
        assertThat(market.all(GlobalModel.class))
                .extracting(GlobalModel::merged)
                .containsExactly(0, 2, 2, 2, 2);
        assertThat(market.all(ModelRefusal.class))
                .extracting(ModelRefusal::reason)
                .containsOnly("it was not drawn to learn");
        assertThat(market.all(ModelUpdate.class))
                .extracting(ModelUpdate::prosumer)
                .hasSizeGreaterThan(LEARNERS);
        assertThat(market.answers.get(PERIODS - 1)).containsOnlyKeys(grid.homes());
        assertThat(market.audited().wrong()).isEmpty();
    }

    @Test
    void asManyAsMayLearnAllLearnAsIfThereWereNoDraw() {
        var two = grid.homes().subList(0, LEARNERS);
        var drawn = new Market(always -> two).runUntil(PERIODS);
        var settings = Bench.settings(Method.TRIMMED_MEAN);
        var all = new FederatedForecaster("federated", grid, two, settings, new MemoryOfModels(), Uplink.GOOD);
        all.forecasts(two, period(0), Optional.empty());
        var forecasts = all.forecasts(two, period(PERIODS - 1), Optional.empty());
        assertThat(drawn.recorded).isEqualTo(forecasts.merges());
        assertThat(drawn.answers.get(PERIODS - 1)).isEqualTo(forecasts.energy());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 45, 60, 61, 89, 90, 105})
    void afterARestartItDrawsTheSameAndAnswersTheSame(int kill) {
        var market = new Market(always -> grid.homes()).runUntil(PERIODS);
        var again = new Market(always -> grid.homes()).runUntil(kill).killed().runUntil(PERIODS);
        assertThat(again.recorded).isEqualTo(market.recorded);
        assertThat(again.answers).isEqualTo(market.answers);
    }

    @Test
    void whoArrivesAfterTheDrawWaitsForTheNextOneAndForecastsAtOnce() {
        var five = grid.homes().subList(0, 5);
        var late = grid.homes().get(5);
        var market = new Market(at -> at.isBefore(period(70)) ? five : grid.homes()).runUntil(PERIODS);
        assertThat(market.answers.get(70)).containsKey(late);
        assertThat(market.all(ModelRefusal.class))
                .filteredOn(refusal -> refusal.prosumer().equals(late))
                .first()
                .isEqualTo(new ModelRefusal(late, "it came after the draw of those who learn"));
        assertThat(market.audited().wrong()).isEmpty();
    }

    /** Homes come and go, also across the number that may learn, where all remember longer or shorter. */
    @Property(tries = 12)
    void whoeverComesAndGoesARestartChangesNothing(
            @ForAll @Size(5) List<@IntRange(min = 0, max = PERIODS) Integer> arrivals,
            @ForAll @Size(5) List<@IntRange(min = 10, max = PERIODS) Integer> stays,
            @ForAll @IntRange(min = 1, max = PERIODS - 1) int kill) {
        Map<ProsumerId, int[]> there = new HashMap<>();
        there.put(grid.homes().get(0), new int[] {0, PERIODS});
        IntStream.range(0, 5)
                .forEach(home -> there.put(
                        grid.homes().get(home + 1),
                        new int[] {arrivals.get(home), arrivals.get(home) + stays.get(home)}));
        Function<MatchingPeriod, List<ProsumerId>> members = at -> grid.homes().stream()
                .filter(home -> !at.isBefore(period(there.get(home)[0])) && at.isBefore(period(there.get(home)[1])))
                .toList();
        var market = new Market(members).runUntil(PERIODS);
        var again = new Market(members).runUntil(kill).killed().runUntil(PERIODS);
        assertThat(again.recorded).isEqualTo(market.recorded);
        assertThat(again.answers).isEqualTo(market.answers);
        assertThat(market.audited().wrong()).isEmpty();
    }
}
