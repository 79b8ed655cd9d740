package ems.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.Uplink;
import ems.forecasting.fixture.Bench;
import ems.forecasting.fixture.MemoryOfModels;
import ems.forecasting.fixture.SyntheticGrid;
import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Three homes, two hours of memory, a merge each half hour. */
class RestartedForecasterTest {

    private static final int PERIODS = 300;

    /** Gaps at the border of the memory of the merges at 150, 180 and 240, and in the minutes before a merge. */
    private final SyntheticGrid grid = new SyntheticGrid(3, PERIODS, 17)
            .without("L1", 29, 31)
            .without("L2", 60, 63)
            .without("L3", 55, 118)
            .without("L1", 178, 181)
            .without("L2", 119, 120);

    private final MemoryOfModels store = new MemoryOfModels();
    private final Bench bench = new Bench(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
    private final List<Map<ProsumerId, NetEnergy>> answers = new ArrayList<>();

    private void runUntil(int end) {
        while (answers.size() < end) {
            answers.add(bench.ask(answers.size()));
        }
    }

    /** In the middle of a round, right at a merge, and in the minutes around one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 29, 30, 31, 149, 150, 151, 165, 180, 181, 182, 239, 240})
    void afterARestartItAnswersAndMergesAsIfItHadNeverStopped(int kill) {
        runUntil(PERIODS);
        var again = new Bench(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        for (int now = 0; now < kill; now++) {
            again.ask(now);
        }
        again.restart(store, Uplink.GOOD, Method.TRIMMED_MEAN);
        for (int now = kill; now < PERIODS; now++) {
            assertThat(again.ask(now)).as("period %s", now).isEqualTo(answers.get(now));
        }
        assertThat(again.recorded()).isEqualTo(bench.recorded());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8})
    void whoHasRecordedOlderModelsIsToldTheMergesSinceThenAgain(int version) {
        runUntil(PERIODS);
        var older = bench.models().get(version);
        var since = bench.recorded()
                .subList(
                        bench.recorded().indexOf(older) + 1,
                        bench.recorded().indexOf(bench.models().get(9)) + 1);
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        var forecasts = ask(restarted, PERIODS - 1, Optional.of(older));
        assertThat(forecasts.merges()).isEqualTo(since);
        assertThat(forecasts.energy()).isEqualTo(answers.get(PERIODS - 1));
        assertThat(ask(restarted, PERIODS - 1, Optional.of(older))).isEqualTo(forecasts);
        assertThat(ask(restarted, PERIODS - 1, bench.newest()).merges()).isEmpty();
    }

    @Test
    void anEarlierPeriodGetsTheAnswerOfThenAndNoLaterMerge() {
        runUntil(100);
        var first = bench.models().get(0);
        var forecaster = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        ask(forecaster, 99, Optional.of(first));
        var then = ask(forecaster, 45, Optional.of(first));
        assertThat(then.energy()).isEqualTo(answers.get(45));
        assertThat(then.model()).isEqualTo(OptionalInt.of(1));
        assertThat(then.merges())
                .filteredOn(GlobalModel.class::isInstance)
                .containsExactly(bench.models().get(1));
    }

    @Test
    void aPeriodBeforeTheRecordedModelIsUnavailable() {
        runUntil(100);
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> ask(restarted, 89, bench.newest()))
                .withMessageContaining(period(89).toString());
    }

    @Test
    void aMissingModelFileIsNamed() {
        runUntil(100);
        store.lose("global-000003");
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> ask(restarted, 100, bench.newest()))
                .withMessage("the file of global-000003 is missing: put it back");
    }

    @Test
    void onceTheFileIsPutBackItGoesOn() {
        runUntil(101);
        var file = store.find("global-000003").orElseThrow();
        store.lose("global-000003");
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThatExceptionOfType(ForecastUnavailable.class).isThrownBy(() -> ask(restarted, 100, bench.newest()));
        store.keep("global-000003", file);
        assertThat(ask(restarted, 100, bench.newest()).energy()).isEqualTo(answers.get(100));
    }

    @Test
    void aChangedModelFileIsNamed() {
        runUntil(100);
        byte[] bytes = store.find("global-000003").orElseThrow().bytes();
        bytes[bytes.length - 1] ^= 1;
        store.keep("global-000003", ModelFile.of(bytes));
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> ask(restarted, 100, bench.newest()))
                .withMessage("the file of global-000003 is not the one that was recorded");
    }

    @Test
    void aRecordedFileThatHoldsNoModelOfThisNetworkIsNamed() {
        var file = ModelFile.of(new byte[] {1, 2, 3});
        store.keep("global-000003", file);
        var recorded = new GlobalModel(3, period(90), "mean", 2, file.hash());
        var restarted = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> ask(restarted, 100, Optional.of(recorded)))
                .withMessageContaining("global-000003");
    }

    /** Or else a version would be missing among the records. */
    @Test
    void mergesThatWereRecordedAndForgottenAreNotPassedOver() {
        var kept = Bench.settings(Method.MEAN).keepingAnswers(60);
        var forecaster = new FederatedForecaster("federated", grid, grid.homes(), kept, store, Uplink.GOOD);
        var first = newest(ask(forecaster, 0, Optional.empty()));
        var second = newest(ask(forecaster, 30, Optional.of(first)));
        assertThat(ask(forecaster, 60, Optional.of(second)).merges())
                .filteredOn(GlobalModel.class::isInstance)
                .hasSize(1);
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> ask(forecaster, 60, Optional.of(first)))
                .withMessageContaining("global-000001");
    }

    @Test
    void aHomeThatArrivesGoesOnFromTheGlobalModelAsIfItHadBeenThereSinceTheLastMerge() {
        var two = grid.homes().subList(0, 2);
        var forecaster = forecaster(now -> now.isBefore(period(45)) ? two : grid.homes());
        var first = newest(ask(forecaster, 0, Optional.empty()));
        var second = newest(ask(forecaster, 30, Optional.of(first)));
        assertThat(ask(forecaster, 44, Optional.of(second)).energy()).containsOnlyKeys(two);
        var always = Bench.forecaster(grid, store, Uplink.GOOD, Method.TRIMMED_MEAN);
        assertThat(ask(forecaster, 50, Optional.of(second)).energy())
                .hasSize(3)
                .isEqualTo(ask(always, 50, Optional.of(second)).energy());
    }

    @Test
    void aHomeThatLeavesAsModelsAreMergedHasNoPartInTheMerge() {
        var two = grid.homes().subList(0, 2);
        var forecaster = forecaster(now -> now.isBefore(period(60)) ? grid.homes() : two);
        var first = newest(ask(forecaster, 0, Optional.empty()));
        var second = newest(ask(forecaster, 30, Optional.of(first)));
        var forecasts = ask(forecaster, 60, Optional.of(second));
        assertThat(forecasts.energy()).containsOnlyKeys(two);
        assertThat(forecasts.merges()).extracting(Entry::text).noneMatch(text -> text.contains("|L3|"));
    }

    private FederatedForecaster forecaster(Function<MatchingPeriod, List<ProsumerId>> homes) {
        return new FederatedForecaster(
                "federated", grid, homes, Bench.settings(Method.TRIMMED_MEAN), store, Uplink.GOOD);
    }

    private static GlobalModel newest(Forecasts forecasts) {
        return (GlobalModel) forecasts.merges().get(forecasts.merges().size() - 1);
    }

    /** A store of readings that fails for a moment must neither skip a minute nor take one in twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void afterReadingsThatFailedItGoesOnAsIfTheyHadNot(int failing) {
        runUntil(PERIODS);
        var broken = new BrokenReadings(grid);
        var forecaster = new FederatedForecaster(
                "federated", broken, grid.homes(), Bench.settings(Method.TRIMMED_MEAN), store, Uplink.GOOD);
        List<Entry> recorded =
                new ArrayList<>(ask(forecaster, 0, Optional.empty()).merges());
        var newest = (GlobalModel) recorded.get(0);
        ask(forecaster, 39, Optional.of(newest));
        broken.failAfter = failing;
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> ask(forecaster, 60 + failing, Optional.of(newest)));
        broken.failAfter = Integer.MAX_VALUE;
        recorded.addAll(ask(forecaster, PERIODS - 1, Optional.of(newest)).merges());
        assertThat(recorded).isEqualTo(bench.recorded());
        assertThat(ask(forecaster, PERIODS - 1, Optional.of(newest)).energy()).isEqualTo(answers.get(PERIODS - 1));
    }

    @Test
    void afterAModelThatCouldNotBeKeptTheMergeIsMadeAgain() {
        runUntil(PERIODS);
        var full = new FullDisk();
        var forecaster = Bench.forecaster(grid, full, Uplink.GOOD, Method.TRIMMED_MEAN);
        var newest = (GlobalModel) ask(forecaster, 0, Optional.empty()).merges().get(0);
        full.full = "global-000001";
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ask(forecaster, 30, Optional.of(newest)));
        full.full = "none";
        var forecasts = ask(forecaster, PERIODS - 1, Optional.of(newest));
        assertThat(forecasts.merges())
                .isEqualTo(bench.recorded().subList(1, bench.recorded().size()));
    }

    private Forecasts ask(FederatedForecaster forecaster, int number, Optional<GlobalModel> recorded) {
        return forecaster.forecasts(grid.homes(), period(number), recorded);
    }

    /** Readings of a period that fail from the so-manieth question on. */
    private static final class BrokenReadings implements Readings {

        private final SyntheticGrid grid;
        private int failAfter = Integer.MAX_VALUE;

        BrokenReadings(SyntheticGrid grid) {
            this.grid = grid;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, MatchingPeriod period) {
            if (--failAfter < 0) {
                throw new IllegalStateException("the store does not answer");
            }
            return grid.metered(prosumer, period);
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            return grid.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            return grid.pluggedIn(vehicle, instant);
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            return grid.report(vehicle, after, upTo);
        }
    }

    /** A store that fails on one name. */
    private static final class FullDisk implements ModelStore {

        private final Map<String, ModelFile> files = new HashMap<>();
        private String full = "none";

        @Override
        public void keep(String name, ModelFile file) {
            if (name.equals(full)) {
                throw new IllegalStateException("no space left");
            }
            files.put(name, file);
        }

        @Override
        public Optional<ModelFile> find(String name) {
            return Optional.ofNullable(files.get(name));
        }
    }
}
