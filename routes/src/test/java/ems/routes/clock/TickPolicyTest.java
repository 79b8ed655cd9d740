package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A grace of 5 s; a period starts at most 10 s late. */
class TickPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final MatchingPeriod FIRST = new MatchingPeriod(NOON);
    private static final MatchingPeriod SECOND = FIRST.next();

    private final TickPolicy policy = new TickPolicy(Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Test
    void aNewGridStartsWithThePeriodThatBegins() {
        assertThat(policy.at(NOON, Optional.empty(), List.of())).isEqualTo(starting(FIRST));
    }

    @Test
    void aNewGridInTheMiddleOfAPeriodWaitsForTheNext() {
        var plan = policy.at(NOON.plusSeconds(30), Optional.empty(), List.of());
        assertThat(plan.start()).isEmpty();
        assertThat(plan.skip()).singleElement().satisfies(skipped -> {
            assertThat(skipped.first()).isEqualTo(FIRST);
            assertThat(skipped.last()).isEqualTo(FIRST);
            assertThat(skipped.reason()).contains("30 s", "10 s");
        });
    }

    @Test
    void aPeriodMayStartTenSecondsLateAndNoMore() {
        assertThat(policy.at(NOON.plusSeconds(70), Optional.of(FIRST), List.of()))
                .isEqualTo(starting(SECOND));
        var plan = policy.at(NOON.plusSeconds(70).plusNanos(1), Optional.of(FIRST), List.of());
        assertThat(plan.start()).isEmpty();
        assertThat(plan.skip()).extracting(SkippedPeriods::last).containsExactly(SECOND);
    }

    @Test
    void aWaitingPeriodClosesOnceItsGraceHasPassed() {
        assertThat(policy.at(NOON.plusSeconds(65).minusNanos(1), Optional.of(SECOND), List.of(SECOND, FIRST))
                        .close())
                .isEmpty();
        assertThat(policy.at(NOON.plusSeconds(65), Optional.of(SECOND), List.of(SECOND, FIRST))
                        .close())
                .containsExactly(FIRST);
    }

    @Test
    void waitingPeriodsCloseOldestFirst() {
        var plan = policy.at(NOON.plusSeconds(600), Optional.of(SECOND), List.of(SECOND, FIRST));
        assertThat(plan.close()).containsExactly(FIRST, SECOND);
    }

    @Test
    void theSecondTickOfAnInstantDoesNothing() {
        var first = policy.at(NOON, Optional.of(FIRST.previous()), List.of());
        assertThat(first).isEqualTo(starting(FIRST));
        assertThat(policy.at(NOON, first.start(), List.of(FIRST))).isEqualTo(nothing());
    }

    @Test
    void aStallOfTwoAndAHalfPeriodsClosesTheOpenOneAndSkipsTheRest() {
        var plan = policy.at(NOON.plusSeconds(150), Optional.of(FIRST), List.of(FIRST));
        assertThat(plan.close()).containsExactly(FIRST);
        assertThat(plan.start()).isEmpty();
        assertThat(plan.skip()).singleElement().satisfies(skipped -> {
            assertThat(skipped.first()).isEqualTo(SECOND);
            assertThat(skipped.count()).isEqualTo(2);
        });
        var next =
                policy.at(NOON.plusSeconds(180), Optional.of(plan.skip().get(0).last()), List.of());
        assertThat(next).isEqualTo(starting(new MatchingPeriod(NOON.plusSeconds(180))));
    }

    @Test
    void anHourDownIsFollowedByOnePeriodAndNotBySixty() {
        var plan = policy.at(NOON.plusSeconds(3_600), Optional.of(FIRST), List.of(FIRST));
        assertThat(plan.close()).containsExactly(FIRST);
        assertThat(plan.start()).contains(new MatchingPeriod(NOON.plusSeconds(3_600)));
        assertThat(plan.skip()).extracting(SkippedPeriods::count).containsExactly(59L);
    }

    @Test
    void aClockThatIsSetBackRunsNoPeriodTwice() {
        var back = policy.at(NOON.minusSeconds(3_600), Optional.of(SECOND), List.of(SECOND));
        assertThat(back).isEqualTo(nothing());
        assertThat(policy.at(NOON.plusSeconds(60), Optional.of(SECOND), List.of(SECOND)))
                .isEqualTo(nothing());
        assertThat(policy.at(NOON.plusSeconds(120), Optional.of(SECOND), List.of(SECOND))
                        .start())
                .contains(SECOND.next());
    }

    @Test
    void itsLimitsAreChecked() {
        assertThatThrownBy(() -> new TickPolicy(Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("grace");
        assertThatThrownBy(() -> new TickPolicy(Duration.ZERO, Duration.ofSeconds(61)))
                .hasMessageContaining("61 s");
        new TickPolicy(Duration.ZERO, Duration.ofSeconds(60));
    }

    private static TickPlan starting(MatchingPeriod period) {
        return new TickPlan(List.of(), List.of(), Optional.of(period));
    }

    private static TickPlan nothing() {
        return new TickPlan(List.of(), List.of(), Optional.empty());
    }
}
