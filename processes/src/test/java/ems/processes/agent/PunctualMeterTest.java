package ems.processes.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

import static org.assertj.core.api.Assertions.assertThat;

/** A meter that is years ahead for one reading does not end what its home can tell. */
class PunctualMeterTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private final List<String> complaints = new ArrayList<>();

    private static MeterReading at(Instant instant) {
        return new MeterReading(new ProsumerId("L1"), instant, Duration.ofSeconds(10), Power.ZERO, Power.ZERO);
    }

    private List<MeterReading> heard(MeterReading... readings) throws IOException {
        return new PunctualMeter(() -> List.of(readings), () -> NOON, complaints::add).news();
    }

    @Test
    void passesOverWhatIsFarAhead() throws IOException {
        var honest = at(NOON.plusSeconds(10));
        assertThat(heard(at(Instant.parse("2099-01-01T00:00:00Z")), honest)).containsExactly(honest);
        assertThat(complaints).singleElement().asString().contains("2099-01-01T00:00:00Z", "--clock");
    }

    @Test
    void hearsWhatIsPastAndALittleAhead() throws IOException {
        var past = at(NOON.minus(Duration.ofDays(400)));
        var ahead = at(NOON.plus(Duration.ofMinutes(5)));
        assertThat(heard(past, ahead)).containsExactly(past, ahead);
        assertThat(complaints).isEmpty();
    }
}
