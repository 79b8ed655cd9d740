package ems.forecasting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.forecast.Forecaster;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;

import static org.assertj.core.api.Assertions.assertThat;

class BaselinesTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final MatchingPeriod NOW = period("2019-08-05T12:00:00Z");
    private static final MatchingPeriod LAST = period("2019-08-05T11:59:00Z");
    private static final MatchingPeriod YESTERDAY = period("2019-08-04T12:00:00Z");

    private final InMemoryTelemetry readings = new InMemoryTelemetry();
    private final Forecaster persistence = new PersistenceForecaster(readings);
    private final Forecaster perfect = new PerfectForecaster(readings);
    private final Forecaster yesterday = new SameTimeYesterday(readings);

    @Test
    void persistenceRepeatsTheLastPeriod() {
        measure(LAST, 7, 6);
        measure(YESTERDAY, 1, 6);
        measure(NOW, 2, 6);
        assertThat(forecast(persistence, L1)).contains(net(42));
    }

    @Test
    void perfectReadsTheComingPeriod() {
        measure(LAST, 7, 6);
        measure(NOW, -2, 6);
        assertThat(forecast(perfect, L1)).contains(net(-12));
    }

    @Test
    void yesterdayIsTwentyFourHoursAgo() {
        measure(LAST, 7, 6);
        measure(YESTERDAY, -1, 6);
        assertThat(forecast(yesterday, L1)).contains(net(-6));
    }

    @Test
    void aPeriodWithoutAllSixSamplesIsNoGroundForAForecast() {
        measure(LAST, 7, 5);
        measure(YESTERDAY, 7, 5);
        measure(NOW, 7, 5);
        assertThat(forecast(persistence, L1)).isEmpty();
        assertThat(forecast(perfect, L1)).isEmpty();
        assertThat(forecast(yesterday, L1)).isEmpty();
    }

    @Test
    void anotherProsumersReadingsDoNotCount() {
        measure(LAST, 7, 6);
        assertThat(forecast(persistence, new ProsumerId("L2"))).isEmpty();
    }

    /** Bids and tables show these names. */
    @Test
    void eachStrategyHasItsName() {
        assertThat(persistence.strategy()).isEqualTo("persistence");
        assertThat(perfect.strategy()).isEqualTo("perfect");
        assertThat(yesterday.strategy()).isEqualTo("same-time-yesterday");
    }

    private static Optional<NetEnergy> forecast(Forecaster forecaster, ProsumerId prosumer) {
        return Optional.ofNullable(forecaster
                .forecasts(List.of(prosumer), NOW, Optional.empty())
                .energy()
                .get(prosumer));
    }

    private void measure(MatchingPeriod period, long millijoules, int samples) {
        for (int sample = 0; sample < samples; sample++) {
            readings.accept(L1, period.sampleStart(sample), net(millijoules));
        }
    }

    private static NetEnergy net(long millijoules) {
        return NetEnergy.between(new Energy(Math.max(0, millijoules)), new Energy(Math.max(0, -millijoules)));
    }

    private static MatchingPeriod period(String start) {
        return new MatchingPeriod(Instant.parse(start));
    }
}
