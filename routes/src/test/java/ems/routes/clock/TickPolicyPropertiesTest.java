package ems.routes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the clock does: jumps forward, stands, goes back. */
class TickPolicyPropertiesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final TickPolicy policy = new TickPolicy(GRACE, WITHIN);

    private final List<MatchingPeriod> decided = new ArrayList<>();
    private final TreeSet<MatchingPeriod> waiting = new TreeSet<>();
    private Optional<MatchingPeriod> upTo = Optional.empty();

    @Property
    void everyPeriodIsDecidedOnceInOrderAndNeverLate(
            @ForAll @Size(max = 60) List<@IntRange(min = -400, max = 400) Integer> steps) {
        var now = NOON;
        for (int step : steps) {
            now = now.plusSeconds(step);
            apply(policy.at(now, upTo, waiting), now);
        }
        for (int i = 1; i < decided.size(); i++) {
            assertThat(decided.get(i)).isEqualTo(decided.get(i - 1).next());
        }
    }

    private void apply(TickPlan plan, Instant now) {
        assertThat(plan.close()).isSorted().isSubsetOf(waiting);
        plan.close().forEach(period -> assertThat(period.end().plus(GRACE)).isBeforeOrEqualTo(now));
        waiting.removeAll(plan.close());
        waiting.forEach(period -> assertThat(period.end().plus(GRACE)).isAfter(now));
        for (SkippedPeriods skipped : plan.skip()) {
            assertThat(skipped.reason()).isNotBlank();
            for (var period = skipped.first(); !skipped.last().isBefore(period); period = period.next()) {
                decide(period);
            }
        }
        plan.start().ifPresent(period -> {
            assertThat(period).isEqualTo(MatchingPeriod.containing(now));
            assertThat(Duration.between(period.start(), now)).isLessThanOrEqualTo(WITHIN);
            waiting.add(period);
            decide(period);
        });
    }

    private void decide(MatchingPeriod period) {
        decided.add(period);
        upTo = Optional.of(period);
    }
}
