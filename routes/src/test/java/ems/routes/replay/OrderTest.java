package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.routes.replay.Order.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One false time stamp in a file costs its own row, wherever it stands. */
class OrderTest {

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant YEARS_AHEAD = Instant.parse("2062-03-01T12:00:00Z");

    private final Order order = new Order(STEP);

    @Test
    void a_false_stamp_between_the_others_is_refused_alone() {
        assertThat(order.of(row(0))).isEqualTo(Place.NEWER);
        assertThat(order.of(row(1))).isEqualTo(Place.NEWER);
        assertThatThrownBy(() -> order.of(YEARS_AHEAD)).hasMessageContaining("2062-03-01T12:00:00Z", "4000 days");
        assertThat(order.of(row(2))).isEqualTo(Place.NEWER);
        assertThat(order.of(row(1))).isEqualTo(Place.REPEATED);
    }

    @Test
    void a_false_stamp_that_comes_first_is_believed_until_two_others_agree() {
        assertThat(order.of(YEARS_AHEAD)).isEqualTo(Place.NEWER);
        assertThatThrownBy(() -> order.of(row(0))).hasMessageContaining("days from the first row");
        for (int i = 1; i < 10; i++) {
            assertThat(order.of(row(i))).isEqualTo(Place.NEWER);
        }
        assertThat(order.steps()).containsOnlyKeys(STEP.toSeconds());
    }

    @Test
    void far_stamps_that_do_not_agree_do_not_outvote() {
        order.of(row(0));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> order.of(YEARS_AHEAD)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> order.of(Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(order.of(row(1))).isEqualTo(Place.NEWER);
    }

    @Test
    void steps_are_counted_from_row_to_row_whatever_lies_between_equal_ones() {
        for (int number : new int[] {6, 0, 1, 2, 5}) {
            order.of(row(number));
        }
        assertThat(order.steps()).containsOnly(Map.entry(STEP.toSeconds(), 3L), Map.entry(3 * STEP.toSeconds(), 1L));
    }

    private static Instant row(int number) {
        return NOON.plus(STEP.multipliedBy(number));
    }
}
