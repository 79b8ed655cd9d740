package ems.processes.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(MarketClock.startedIn(data, 1, Optional.empty(), at(NOON)).instant())
                .isEqualTo(NOON);
    }

    @Test
    void a_faster_one_counts_from_its_first_start_on() {
        assertThat(MarketClock.startedIn(data, 60, Optional.empty(), at(NOON)).instant())
                .isEqualTo(NOON);
        assertThat(MarketClock.startedIn(data, 60, Optional.empty(), at(NOON.plusSeconds(2)))
                        .instant())
                .as("after a restart")
                .isEqualTo(NOON.plus(Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "08:30", "12:00", "23:59"})
    void a_faster_one_starts_at_the_time_of_day_that_was_asked_for(LocalTime from) {
        var start = from.atDate(LocalDate.of(2026, 6, 21)).toInstant(ZoneOffset.UTC);
        assertThat(MarketClock.startedIn(data, 31, Optional.of(from), at(NOON)).instant())
                .isEqualTo(start);
        assertThat(MarketClock.startedIn(data, 31, Optional.of(LocalTime.MIN), at(NOON.plusSeconds(2)))
                        .instant())
                .as("after a restart, whatever is asked for")
                .isEqualTo(start.plusSeconds(62));
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
