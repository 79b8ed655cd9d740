package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final RetryPolicy backOff = new RetryPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60), 5);

    @Test
    void theWaitDoublesUpToItsCap() {
        assertThat(backOff.nextTry(1, NOON)).contains(NOON.plusSeconds(10));
        assertThat(backOff.nextTry(2, NOON)).contains(NOON.plusSeconds(20));
        assertThat(backOff.nextTry(3, NOON)).contains(NOON.plusSeconds(40));
        assertThat(backOff.nextTry(4, NOON)).contains(NOON.plusSeconds(60));
    }

    @Test
    void afterTheLastTryNoneIsLeft() {
        assertThat(backOff.nextTry(5, NOON)).isPresent();
        assertThat(backOff.nextTry(6, NOON)).isEmpty();
    }

    @Property
    void itNeverWaitsLongerThanItsCap(@ForAll @IntRange(min = 1) int failures) {
        var patient = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Integer.MAX_VALUE);
        var wait = Duration.between(NOON, patient.nextTry(failures, NOON).orElseThrow());
        assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), 1))
                .hasMessageContaining("0 ms");
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .hasMessageContaining("2000 ms");
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), -1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> backOff.nextTry(0, NOON)).hasMessageContaining("0 failures");
    }
}
