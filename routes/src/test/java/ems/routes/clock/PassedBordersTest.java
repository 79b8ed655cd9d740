package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassedBordersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final PassedBorders tens = new PassedBorders(Duration.ofSeconds(10), 3);

    @Test
    void theFirstLookGivesTheBorderBeforeIt() {
        assertThat(tens.upTo(NOON.plusSeconds(7))).containsExactly(NOON);
    }

    @Test
    void eachBorderIsGivenOnce() {
        tens.upTo(NOON);
        assertThat(tens.upTo(NOON)).isEmpty();
        assertThat(tens.upTo(NOON.plusMillis(9_999))).isEmpty();
        assertThat(tens.upTo(NOON.plusSeconds(10))).containsExactly(NOON.plusSeconds(10));
    }

    @Test
    void afterAStallOnlyTheNewestAreGiven() {
        tens.upTo(NOON);
        assertThat(tens.upTo(NOON.plusSeconds(29))).containsExactly(NOON.plusSeconds(10), NOON.plusSeconds(20));
        assertThat(tens.upTo(NOON.plusSeconds(3_620)))
                .containsExactly(NOON.plusSeconds(3_600), NOON.plusSeconds(3_610), NOON.plusSeconds(3_620));
    }

    @Test
    void aClockThatIsSetBackGoesOnFromThere() {
        tens.upTo(NOON);
        assertThat(tens.upTo(NOON.minusSeconds(3_595))).containsExactly(NOON.minusSeconds(3_600));
        assertThat(tens.upTo(NOON.minusSeconds(3_590))).containsExactly(NOON.minusSeconds(3_590));
    }
}
