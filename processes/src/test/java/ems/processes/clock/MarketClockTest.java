package ems.processes.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.processes.time.SteadyClock;
import ems.processes.time.SteadyClock.Limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The market's clock is the wall clock, or a faster one that goes on after a restart. */
class MarketClockTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));

    @TempDir
    Path data;

    @Test
    void at_speed_one_it_is_the_wall_clock() {
        assertThat(MarketClock.startedIn(data, 1, at(NOON)).instant()).isEqualTo(NOON);
    }

    @Test
    void a_faster_one_counts_from_its_first_start_on() {
        assertThat(MarketClock.startedIn(data, 60, at(NOON)).instant()).isEqualTo(NOON);
        assertThat(MarketClock.startedIn(data, 60, at(NOON.plusSeconds(2))).instant())
                .as("after a restart")
                .isEqualTo(NOON.plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_speed_out_of_bounds_is_refused() {
        assertThatThrownBy(() -> new MarketClock(at(NOON), NOON, 0)).hasMessageContaining("[1, 120]");
        assertThatThrownBy(() -> new MarketClock(at(NOON), NOON, 121)).hasMessageContaining("121");
    }

    private static SteadyClock at(Instant instant) {
        return new SteadyClock(() -> instant, () -> 0, LIMITS, jump -> {});
    }
}
