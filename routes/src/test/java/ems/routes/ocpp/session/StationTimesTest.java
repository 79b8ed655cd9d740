package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;

class StationTimesTest {

    private static final Instant NOON = Grid.NOON;

    private final StationTimes times = new StationTimes(() -> NOON, Duration.ofSeconds(5), Duration.ofSeconds(2));

    @Test
    void whatIsSaidOfTheFutureHoldsFromNowOn() {
        var told = times.stamp(NOON.plusMillis(5_001));
        assertThat(told).isEqualTo(new StationStamp(NOON.plusMillis(5_001), NOON));
        assertThat(told.isOfTheFuture()).isTrue();
    }

    @Test
    void aClockThatRunsALittleAheadAndOneThatRunsBehindAreBelieved() {
        for (var at : new Instant[] {NOON.plusSeconds(5), NOON, NOON.minusSeconds(86_400)}) {
            assertThat(times.stamp(at)).isEqualTo(new StationStamp(at, at));
            assertThat(times.stamp(at).isOfTheFuture()).isFalse();
        }
    }
}
