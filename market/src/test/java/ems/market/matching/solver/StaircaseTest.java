package ems.market.matching.solver;

import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StaircaseTest {

    /** Whatever the bids: prices never fall on the way outwards, and rise by no more than the distance. */
    @Property
    void pricesKeepWithinTheirBounds(
            @ForAll @IntRange(max = 80) int prosumers, @ForAll @IntRange(max = 80) int vehicles, @ForAll long seed) {
        var random = new Random(seed);
        var lines = new TwoLines(
                new Line(amounts(random, prosumers), amounts(random, vehicles)),
                new Line(amounts(random, prosumers), amounts(random, vehicles)));
        Staircase.setPrices(lines);
        assertThat(lines.price[TwoLines.HUB]).isZero();
        for (int node = 1; node < lines.nodes; node++) {
            assertThat(lines.price[node] - lines.price[lines.inwards(node)])
                    .as("node %d", node)
                    .isBetween(0L, lines.gap[node]);
        }
    }

    /**
     * One EV for two producers with 4 and 8 and one consumer with 2: it is worth 8 to the producers, its distance is its price
     * all the way, and consumers cannot afford it.
     */
    @Test
    void theOnlyEvIsWorthAllItCanMove() {
        var lines = new TwoLines(new Line(new long[] {4, 8}, new long[] {8}), new Line(new long[] {2}, new long[] {2}));
        Staircase.setPrices(lines);
        int end = lines.lastProducer;
        assertThat(lines.price[end]).isBetween(4L, 8L);
        assertThat(lines.price[end]).isGreaterThanOrEqualTo(lines.price[lines.nodes - 1]);
    }

    private static long[] amounts(Random random, int count) {
        long most = 1L << random.nextInt(40);
        return random.longs(count, 0, most + 1).toArray();
    }
}
