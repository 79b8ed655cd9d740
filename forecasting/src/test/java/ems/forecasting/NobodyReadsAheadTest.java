package ems.forecasting;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.forecasting.Strategies.Setting;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.fixture.SyntheticGrid;
import ems.market.forecast.Forecaster;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A forecast rests on what is over when its period begins. */
class NobodyReadsAheadTest {

    private static final int PERIODS = 150;

    private final SyntheticGrid grid = new SyntheticGrid(2, PERIODS, 3);
    private final KnownReadings known = new KnownReadings(grid);

    static Stream<String> allButPerfect() {
        return Strategies.names().stream().filter(name -> !name.equals(Strategies.PERFECT));
    }

    @ParameterizedTest
    @MethodSource("allButPerfect")
    void nothingIsReadOfThePeriodThatIsAskedForOrLater(String strategy) {
        int forecasts = asked(strategy);

        assertThat(known.latest).as("what was read is over").isBefore(known.now.start());
        assertThat(forecasts).isGreaterThanOrEqualTo(strategy.equals(Strategies.YESTERDAY) ? 0 : PERIODS);
    }

    @ParameterizedTest
    @MethodSource("perfect")
    void theTestSeesAForecasterThatDoes(String strategy) {
        assertThatThrownBy(() -> asked(strategy)).isInstanceOf(AssertionError.class);
    }

    static Stream<String> perfect() {
        return Stream.of(Strategies.PERFECT);
    }

    private int asked(String strategy) {
        Forecaster forecaster =
                Strategies.of(strategy, new Setting(known, grid.homes(), FederatedSettings.of(1), ModelStore.NONE));
        int forecasts = 0;
        for (int period = 0; period < PERIODS; period++) {
            known.now = SyntheticGrid.period(period);
            forecasts += forecaster
                    .forecasts(grid.homes(), known.now, Optional.empty())
                    .energy()
                    .size();
        }
        return forecasts;
    }

    private static final class KnownReadings implements Readings {

        private final Readings all;
        private MatchingPeriod now;
        private Instant latest = Instant.MIN;

        KnownReadings(Readings all) {
            this.all = all;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            if (!sampleStart.isBefore(now.start())) {
                throw new AssertionError("a forecast of " + now + " reads " + sampleStart);
            }
            latest = sampleStart.isAfter(latest) ? sampleStart : latest;
            return all.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            throw new AssertionError("a forecaster asks for a car");
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            throw new AssertionError("a forecaster asks for a car");
        }
    }
}
