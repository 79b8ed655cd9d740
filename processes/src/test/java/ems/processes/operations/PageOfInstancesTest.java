package ems.processes.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a list of instances, newest period first, is cut into pages. */
class PageOfInstancesTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private static List<PeriodRow> of(int... minutes) {
        return IntStream.of(minutes)
                .mapToObj(minute -> new PeriodRow(
                        NOON.plusSeconds(60L * minute),
                        PeriodState.COMPLETED,
                        Optional.empty(),
                        Optional.of(NOON),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    @Test
    void aPageIsFull() {
        assertThat(OperationsSource.shown(of(5, 4, 3), 2)).isEqualTo(of(5, 4));
        assertThat(OperationsSource.shown(of(5, 4), 2)).isEqualTo(of(5, 4));
        assertThat(OperationsSource.shown(of(), 2)).isEmpty();
    }

    @Test
    void bothInstancesOfTheBordersPeriodStandOnTheNextOne() {
        assertThat(OperationsSource.shown(of(5, 4, 4), 2)).isEqualTo(of(5));
        assertThat(OperationsSource.shown(of(5, 5, 4), 2)).isEqualTo(of(5, 5));
    }

    @Test
    void aPeriodThatFillsAPageIsCut() {
        assertThat(OperationsSource.shown(of(5, 5, 5), 2)).isEqualTo(of(5, 5));
    }
}
