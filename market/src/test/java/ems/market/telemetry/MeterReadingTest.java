package ems.market.telemetry;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MeterReadingTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aSampleIsItsMeanPowerForTenSeconds() {
        var reading = new MeterReading(
                new ProsumerId("L1"), NOON, Duration.ofMinutes(15), new Power(1_500_000), new Power(2_000_001));
        assertThat(reading.perSample()).isEqualTo(new MeteredEnergy(new Energy(15_000_000), new Energy(20_000_010)));
        assertThat(reading.end()).isEqualTo(NOON.plusSeconds(900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10S", "PT1M", "PT24H"})
    void holdsForAMultipleOfTenSecondsUpToADay(String interval) {
        assertThat(reading(NOON, interval).interval()).isEqualTo(Duration.parse(interval));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT10S", "PT9S", "PT11S", "PT10.5S", "PT24H10S"})
    void otherIntervalsAreRefused(String interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reading(NOON, interval))
                .withMessageContaining("multiple of 10 s in [10, 86400] s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:01Z", "2026-01-31T12:00:09Z", "2026-01-31T12:00:00.5Z"})
    void startsAtAWholeMultipleOfTenSeconds(String at) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reading(Instant.parse(at), "PT10S"))
                .withMessageContaining("10 s");
        assertThat(reading(NOON.plusSeconds(10), "PT10S").end()).isEqualTo(NOON.plusSeconds(20));
    }

    private static MeterReading reading(Instant at, String interval) {
        return new MeterReading(new ProsumerId("L1"), at, Duration.parse(interval), Power.ZERO, Power.ZERO);
    }
}
