package ems.market.matching.solver;

import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GreedyStartTest {

    /** The usual minute: every EV can do more than anyone wants, so there is nothing to repair. */
    @Test
    void anAmpleFleetLeavesNoImbalance() {
        var lines = lines(new long[] {3, 5}, new long[] {4}, new long[] {9, 9, 9, 9}, new long[] {9, 9, 9, 9});
        GreedyStart.under(lines);
        assertThat(lines.isBalanced()).isTrue();
        assertThat(lines.types.count).isOne();
        assertThat(lines.toConsumers).containsExactly(2);
    }

    /** Three EVs have room for the producer; the one with least available goes to it. */
    @Test
    void theEvWithLeastAvailableServesTheProducer() {
        var lines = lines(new long[] {5}, new long[] {9, 4}, new long[] {5, 6, 7}, new long[] {4, 9, 2});
        GreedyStart.under(lines);
        assertThat(lines.isBalanced()).isTrue();
        assertThat(lines.types.servingConsumers(lines.toConsumers)).containsExactly(true, true, false);
    }

    @Test
    void aScarceFleetLeavesUnitsOverElsewhere() {
        var lines = lines(new long[] {5, 5}, new long[] {}, new long[] {5}, new long[] {0});
        GreedyStart.under(lines);
        assertThat(lines.isBalanced()).isFalse();
        assertThat(IntStream.of(lines.excess).sum()).isZero();
    }

    /** Whatever the prices: no EV is lost or made, and units only move where the price allows it. */
    @Property
    void unitsAreKept(@ForAll @IntRange(max = 30) int size, @ForAll long seed) {
        var random = new Random(seed);
        var lines = lines(
                random.longs(size, 0, 50).toArray(),
                random.longs(size, 0, 50).toArray(),
                random.longs(size, 0, 40).toArray(),
                random.longs(size, 0, 40).toArray());
        Staircase.setPrices(lines);
        GreedyStart.under(lines);
        assertThat(IntStream.of(lines.excess).sum()).isZero();
        for (int type = 0; type < lines.types.count; type++) {
            assertThat(lines.toConsumers[type]).isBetween(0, lines.types.size[type]);
        }
        for (int node = 1; node < lines.nodes; node++) {
            long rise = lines.price[node] - lines.price[lines.inwards(node)];
            assertThat(lines.outwards[node] > 0 && rise < lines.gap[node]).isFalse();
            assertThat(lines.outwards[node] < 0 && rise > 0).isFalse();
        }
    }

    private static TwoLines lines(long[] surpluses, long[] demands, long[] rooms, long[] availables) {
        return new TwoLines(new Line(surpluses, rooms), new Line(demands, availables));
    }
}
