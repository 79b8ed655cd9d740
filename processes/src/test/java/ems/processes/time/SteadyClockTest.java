package ems.processes.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.processes.time.ClockJump.Outcome;
import ems.processes.time.SteadyClock.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/** Jumps above a second are doubted for 20 s at least, and until the clock's minute has ended. */
class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final String AN_HOUR_A_DAY_A_YEAR = "jump";

    private final List<ClockJump> told = new ArrayList<>();
    private Instant shown = NOON;
    private long passed = 17;

    private final SteadyClock clock = new SteadyClock(
            () -> shown,
            () -> passed,
            new Limits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(20), Duration.ofMinutes(1)),
            told::add);

    @Test
    void a_clock_that_goes_on_is_followed() {
        assertThat(after(10)).isEqualTo(NOON.plusSeconds(10));
        assertThat(after(3_600)).isEqualTo(NOON.plusSeconds(3_610));
        assertThat(told).isEmpty();
    }

    @Test
    void a_small_correction_is_followed_without_a_word() {
        jump(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
        jump(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest(name = AN_HOUR_A_DAY_A_YEAR + " of {0}")
    @ValueSource(strings = {"PT1H", "P1D", "P365D", "-PT1H", "-P1D", "-P365D", "PT2S", "-PT2S"})
    void a_clock_that_is_wrong_for_three_seconds_costs_nothing(String length) {
        jump(Duration.parse(length));
        for (int second = 1; second <= 3; second++) {
            assertThat(after(1)).isEqualTo(NOON.plusSeconds(second));
        }
        jump(Duration.parse(length).negated());
        assertThat(after(1)).isEqualTo(NOON.plusSeconds(4));
        assertThat(told).extracting(ClockJump::outcome).containsExactly(Outcome.DOUBTED, Outcome.OVER);
    }

    @ParameterizedTest(name = AN_HOUR_A_DAY_A_YEAR + " of {0}")
    @ValueSource(strings = {"PT1H", "P1D", "P365D", "-PT1H", "-P1D", "-P365D"})
    void a_clock_that_goes_on_at_its_new_time_is_followed_from_its_next_minute_on(String length) {
        after(10);
        jump(Duration.parse(length));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
        assertThat(after(49)).isEqualTo(NOON.plusSeconds(59));
        assertThat(after(1)).isEqualTo(NOON.plusSeconds(60).plus(Duration.parse(length)));
        assertThat(after(60)).isEqualTo(NOON.plusSeconds(120).plus(Duration.parse(length)));
        assertThat(told).extracting(ClockJump::outcome).containsExactly(Outcome.DOUBTED, Outcome.FOLLOWED);
    }

    @Test
    void a_jump_at_the_end_of_a_minute_is_doubted_for_twenty_seconds() {
        after(59);
        jump(Duration.ofDays(1));
        assertThat(after(19)).isEqualTo(NOON.plusSeconds(78));
        assertThat(after(1)).isEqualTo(NOON.plusSeconds(79).plus(Duration.ofDays(1)));
    }

    @Test
    void a_clock_that_comes_back_to_the_time_that_it_left_is_followed_at_once() {
        jump(Duration.ofHours(-1));
        after(60);
        assertThat(after(60)).isEqualTo(NOON.plusSeconds(120).minus(Duration.ofHours(1)));
        jump(Duration.ofHours(1).plusSeconds(30));
        assertThat(after(5)).isEqualTo(NOON.plusSeconds(155));
    }

    @Test
    void a_jump_is_told_once_however_often_the_clock_is_asked() {
        jump(Duration.ofDays(1));
        for (int i = 0; i < 100; i++) {
            clock.instant();
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void another_jump_while_one_is_doubted_is_doubted_anew() {
        jump(Duration.ofDays(1));
        after(59);
        jump(Duration.ofDays(1));
        assertThat(after(10)).isEqualTo(NOON.plusSeconds(69));
        assertThat(told).extracting(ClockJump::shown).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "PT2S, 2 seconds",
        "PT9M59S, 9 minutes 59 seconds",
        "PT59M45S, 1 hour",
        "-PT23H59M59S, 1 day",
        "P365D, 365 days"
    })
    void a_length_is_said_as_people_do(String length, String words) {
        jump(Duration.parse(length));
        assertThat(clock.jump().orElseThrow().reason()).contains(" by " + words + ": it showed");
    }

    @Test
    void its_words_name_both_times_and_what_to_do() {
        jump(Duration.ofDays(1).plusSeconds(7));
        clock.instant();
        var jump = clock.jump().orElseThrow();
        assertThat(jump.reason())
                .startsWith("the clock jumped ahead by 1 day: it showed 2026-06-22T12:00:07Z when"
                        + " 2026-06-21T12:00:00Z was due");
        assertThat(jump.advice()).contains("set it right");
        assertThat(jump.isNews(NOON)).isTrue();
        after(60);
        var followed = clock.jump().orElseThrow();
        assertThat(followed.reason()).endsWith("and the market follows it");
        assertThat(followed.isNews(clock.instant())).isTrue();
        assertThat(followed.isNews(clock.instant().plus(Duration.ofHours(1)))).isFalse();
    }

    private void jump(Duration length) {
        shown = shown.plus(length);
        clock.instant();
    }

    private Instant after(long seconds) {
        passed += Duration.ofSeconds(seconds).toNanos();
        shown = shown.plusSeconds(seconds);
        return clock.instant();
    }
}
