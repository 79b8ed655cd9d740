package ems.processes.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.processes.time.ClockJump;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps of a tester are time that passes up to five minutes, and jumps beyond. */
class HandClockTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private final List<ClockJump> told = new ArrayList<>();
    private final HandClock clock = new HandClock(NOON, told::add);

    @Test
    void it_shows_what_it_is_set_to() {
        clock.set(NOON.plusSeconds(300), false);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
        clock.set(NOON.plusSeconds(10), false);
        assertThat(clock.instant()).as("set back by less").isEqualTo(NOON.plusSeconds(10));
        assertThat(told).isEmpty();
    }

    @Test
    void a_longer_step_is_doubted_and_believed_in_its_next_minute() {
        var ahead = NOON.plus(Duration.ofHours(1));
        clock.set(ahead.plusSeconds(55), false);
        assertThat(clock.instant()).isEqualTo(NOON);
        clock.set(ahead.plusSeconds(59), false);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
        clock.set(ahead.plusSeconds(62), false);
        assertThat(clock.instant()).isEqualTo(ahead.plusSeconds(62));
        assertThat(told).hasSize(2);
    }

    @Test
    void a_standstill_is_no_jump() {
        clock.set(NOON.plus(Duration.ofDays(1)), true);
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(told).isEmpty();
    }
}
