package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An operator reads of a subject once in ten minutes, and nobody's made-up subjects hide another's. */
class QuietTimesTest {

    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");

    private final QuietTimes<String> times = new QuietTimes<>(2);

    @Test
    void letsASubjectThroughOnceInTenMinutes() {
        assertThat(times.isNews("one", NOON)).isTrue();
        assertThat(times.isNews("one", NOON.plusSeconds(599))).isFalse();
        assertThat(times.isNews("one", NOON.plusSeconds(600))).isTrue();
    }

    @Test
    void letsNoMoreThanItsMostThrough() {
        assertThat(times.isNews("one", NOON)).isTrue();
        assertThat(times.isNews("another", NOON.plusSeconds(1))).isTrue();
        assertThat(times.isNews("made up", NOON.plusSeconds(2))).isFalse();
        assertThat(times.isNews("one", NOON.plusSeconds(3)))
                .as("it is remembered still")
                .isFalse();
    }

    @Test
    void makesRoomAsQuietTimesEnd() {
        times.isNews("one", NOON);
        times.isNews("another", NOON.plus(Duration.ofMinutes(5)));
        assertThat(times.isNews("made up", NOON.plus(Duration.ofMinutes(10)))).isTrue();
        assertThat(times.isNews("one", NOON.plus(Duration.ofMinutes(11)))).isFalse();
    }
}
