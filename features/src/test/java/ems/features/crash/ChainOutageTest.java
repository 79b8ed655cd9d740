package ems.features.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A chain is away for more than ten periods: the market trades on as if nothing had happened, and afterwards the chain has
 * every block, in order and once. What the market said is in {@code target/market-without-chain.log}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class ChainOutageTest {

    private static final int PERIODS = 12;

    private ChainOutage.Seen seen;

    @BeforeAll
    void kill_the_chain_for_many_periods(@TempDir Path folder) throws Exception {
        try (var chain = MortalChain.started(folder)) {
            var log = Path.of("target", "market-without-chain.log").toAbsolutePath();
            seen = new ChainOutage(folder, log, chain).of(PERIODS);
        }
    }

    @Test
    void each_period_without_a_chain_is_settled_and_not_yet_anchored() {
        assertThat(seen.during()).hasSize(PERIODS).allSatisfy((period, view) -> {
            assertThat(view.required("state").asText()).isEqualTo("COMPLETED");
            assertThat(view.required("steps").findValuesAsText("step")).contains("SETTLE");
            assertThat(view.required("block").required("anchored").asBoolean()).isFalse();
        });
    }

    @Test
    void each_of_them_went_by_the_queue() {
        assertThat(seen.begun())
                .filteredOn(task -> task.is("queueAnchor"))
                .extracting(task -> task.key().period())
                .containsAll(seen.during().keySet());
    }

    /** The clock opens the next period while the last one is settled, never the one after it. */
    @Test
    void none_of_them_is_settled_late() {
        assertThat(seen.during().keySet())
                .allSatisfy(period -> assertThat(seen.begun())
                        .as("tasks until the second period after %s", period)
                        .filteredOn(task -> isBegunBefore(task, period.next().next()))
                        .anyMatch(
                                task -> task.is("settle") && task.key().period().equals(period)));
    }

    private boolean isBegunBefore(Task task, MatchingPeriod later) {
        int end = 0;
        while (!(seen.begun().get(end).is("collectBids")
                && seen.begun().get(end).key().period().equals(later))) {
            end++;
        }
        return seen.begun().indexOf(task) < end;
    }

    /** Neither while the chain is away nor while it catches up. Before, the market starts: a period may pass meanwhile. */
    @Test
    void no_period_is_skipped() {
        var first = seen.during().keySet().iterator().next();
        var blocks = seen.books().blocks().stream()
                .filter(block -> !block.period().isBefore(first))
                .toList();
        assertThat(blocks)
                .extracting(SealedPeriod::period)
                .containsAll(seen.during().keySet());
        assertThat(blocks)
                .filteredOn(block -> !block.isSettled() || !block.skipped().isEmpty())
                .extracting(SealedPeriod::period)
                .isEmpty();
    }

    @Test
    void the_chain_has_every_height_in_order_and_once() {
        assertThat(seen.before()).as("before the kill").isNotEmpty();
        assertThat(seen.heights())
                .hasSizeGreaterThan(seen.before().size() + PERIODS)
                .isEqualTo(LongStream.range(0, seen.heights().size()).boxed().toList());
    }

    @Test
    void the_anchors_that_an_auditor_reads_from_the_chain_verify_the_export() {
        assertThat(seen.read().exitCode()).as(seen.read().said()).isZero();
        assertThat(seen.verified().exitCode()).as(seen.verified().said()).isZero();
        assertThat(seen.verified().said()).contains("verified");
    }

    @Test
    void the_market_complains_of_no_error() {
        assertThat(seen.errors()).isEqualTo(List.of());
    }
}
