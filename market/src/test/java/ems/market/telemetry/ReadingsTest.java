package ems.market.telemetry;

import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;

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
            var start = PaperGrid.FIRST.start().plus(MatchingPeriod.SAMPLE.multipliedBy(sample));
            readings.accept(L1, start, PaperGrid.surplus("1"));
        }
    }

    @Test
    void samplesOfOtherPeriodsDoNotCount() {
        measure(0, MatchingPeriod.SAMPLES);
        assertThat(readings.period(L1, PaperGrid.FIRST)).contains(PaperGrid.surplus("6"));
        assertThat(readings.period(L1, PaperGrid.FIRST.next())).isEmpty();
        assertThat(readings.period(new ProsumerId("L2"), PaperGrid.FIRST)).isEmpty();
    }

    @Test
    void wholePeriodsAreThoseFromTheFirstToBeforeTheEnd() {
        var second = PaperGrid.FIRST.next();
        var third = second.next();
        measure(0, MatchingPeriod.SAMPLES);
        measure(MatchingPeriod.SAMPLES, 2 * MatchingPeriod.SAMPLES - 1);
        measure(2 * MatchingPeriod.SAMPLES, 4 * MatchingPeriod.SAMPLES);
        var six = new MeteredEnergy(Energy.ofKilowattHours("6"), Energy.ZERO);
        assertThat(readings.metered(L1, PaperGrid.FIRST, third.next()))
                .containsExactly(Map.entry(PaperGrid.FIRST, six), Map.entry(third, six));
        assertThat(readings.metered(L1, third, third)).isEmpty();
    }
}
