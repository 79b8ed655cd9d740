package ems.market.telemetry;

import org.junit.jupiter.api.Test;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private final InMemoryTelemetry readings = new InMemoryTelemetry();

    @Test
    void aPeriodIsTheSumOfItsSixSamples() {
        measure(0, 5);
        readings.accept(L1, PaperGrid.FIRST.sampleStart(5), PaperGrid.demand("10"));
        assertThat(readings.period(L1, PaperGrid.FIRST)).contains(PaperGrid.demand("5"));
    }

    @Test
    void aPeriodWithAMissingSampleIsUnknown() {
        measure(0, 5);
        assertThat(readings.period(L1, PaperGrid.FIRST)).isEmpty();
    }

    private void measure(int from, int to) {
        for (int sample = from; sample < to; sample++) {
            readings.accept(L1, PaperGrid.FIRST.sampleStart(sample), PaperGrid.surplus("1"));
        }
    }

    @Test
    void samplesOfOtherPeriodsDoNotCount() {
        measure(0, MatchingPeriod.SAMPLES);
        assertThat(readings.period(L1, PaperGrid.FIRST)).contains(PaperGrid.surplus("6"));
        assertThat(readings.period(L1, PaperGrid.FIRST.next())).isEmpty();
        assertThat(readings.period(new ProsumerId("L2"), PaperGrid.FIRST)).isEmpty();
    }
}
