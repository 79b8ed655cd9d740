package ems.market.quantity;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MatchingPeriodTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:01Z", "2026-01-31T11:59:59Z", "2026-01-31T12:00:00.000000001Z"})
    void startsAtAWholeMinuteOnly(String instant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatchingPeriod(Instant.parse(instant)))
                .withMessageContaining(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:00Z", "2026-01-31T12:00:59.999999999Z"})
    void containsItsStartAndTheLastNanosecond(String instant) {
        assertThat(MatchingPeriod.containing(Instant.parse(instant))).isEqualTo(NOON);
    }

    @Test
    void doesNotContainItsEnd() {
        assertThat(MatchingPeriod.containing(NOON.end())).isEqualTo(NOON.next());
        assertThat(MatchingPeriod.containing(NOON.start().minusNanos(1))).isEqualTo(NOON.previous());
        assertThat(NOON.next().previous()).isEqualTo(NOON);
    }

    @Test
    void timesBeforeTheEpochHavePeriodsToo() {
        assertThat(MatchingPeriod.containing(Instant.ofEpochSecond(-1)))
                .isEqualTo(new MatchingPeriod(Instant.ofEpochSecond(-60)));
    }

    @Test
    void hasSixSamples() {
        assertThat(NOON.sampleStart(0)).isEqualTo(NOON.start());
        assertThat(NOON.sampleStart(5)).isEqualTo(NOON.end().minusSeconds(10));
        assertThatIllegalArgumentException().isThrownBy(() -> NOON.sampleStart(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> NOON.sampleStart(6));
    }

    @Test
    void comesInOrder() {
        assertThat(NOON.isBefore(NOON.next())).isTrue();
        assertThat(NOON.isBefore(NOON)).isFalse();
        assertThat(NOON).isLessThan(NOON.next()).isGreaterThan(NOON.previous());
    }

    @Test
    void theWayToAnotherPeriodIsCountedInPeriods() {
        assertThat(NOON.periodsUntil(NOON)).isZero();
        assertThat(NOON.periodsUntil(NOON.next().next())).isEqualTo(2);
        assertThat(NOON.periodsUntil(NOON.previous())).isEqualTo(-1);
    }
}
