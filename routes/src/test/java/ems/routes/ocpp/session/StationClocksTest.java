package ems.routes.ocpp.session;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;

class StationClocksTest {

    private static final Instant NOON = Grid.NOON;

    private final StationClocks clocks = new StationClocks();

    private void seen(long ahead, long second) {
        clocks.seen("CP1", NOON.plusSeconds(second + ahead), NOON.plusSeconds(second));
    }

    @Test
    void aMessageThatWaitedDoesNotHideTheLead() {
        seen(30, 0);
        seen(-3_600, 10);
        assertThat(clocks.there("CP1", NOON)).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void oneStampThatIsFarAheadIsForgotten() {
        seen(3_600, 0);
        for (int second = 60; second <= 1_200; second += 60) {
            seen(5, second);
        }
        assertThat(clocks.there("CP1", NOON)).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void aLeadIsKnownAcrossTheTurn() {
        seen(30, 590);
        seen(30, 1_180);
        seen(-3_600, 1_190);
        assertThat(clocks.there("CP1", NOON)).isEqualTo(NOON.plusSeconds(30));
    }
}
