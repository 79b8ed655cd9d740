package ems.market.matching.solver;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AmountsTest {

    private static final long[] NONE = {};
    private static final long MOST = Long.MAX_VALUE / 4;
    private static final long MOST_TOGETHER = Long.MAX_VALUE / 2;

    @Test
    void anythingNegativeIsRefused() {
        refused("surplus of -1 mJ is negative", new long[] {-1}, NONE, NONE, NONE);
        refused("demand of -5 mJ is negative", NONE, new long[] {3, -5}, NONE, NONE);
        refused("room of -1 mJ is negative", NONE, NONE, new long[] {-1}, new long[1]);
        refused("available energy of " + Long.MIN_VALUE, NONE, NONE, new long[1], new long[] {Long.MIN_VALUE});
    }

    @Test
    void eachEvTellsBoth() {
        refused("2 EVs tell their room and 1 what is available", NONE, NONE, new long[2], new long[1]);
    }

    @Test
    void wishesWhoseSumsCouldLeaveALongAreRefused() {
        assertThat(new Amounts(new long[] {MOST - 1}, new long[] {1}, NONE, NONE).prosumers())
                .isEqualTo(2);
        refused(
                "surplus of " + (MOST - 1) + " mJ and the greatest demand of 2 mJ exceed " + MOST + " mJ",
                new long[] {MOST - 1},
                new long[] {2},
                NONE,
                NONE);
        refused("exceed " + MOST_TOGETHER + " mJ with a surplus", new long[] {Long.MAX_VALUE}, NONE, NONE, NONE);
    }

    /** Many wishes may be worth more together than the longest path. */
    @Test
    void allTogetherMayExceedTheGreatestTwo() {
        long[] three = {MOST / 2, MOST / 2, MOST / 2};
        assertThat(new Amounts(three, NONE, NONE, NONE).prosumers()).isEqualTo(3);
        refused(
                "exceed " + MOST_TOGETHER + " mJ with a demand of " + (MOST_TOGETHER - 3 * (MOST / 2) + 1) + " mJ",
                three,
                new long[] {MOST_TOGETHER - 3 * (MOST / 2) + 1},
                NONE,
                NONE);
    }

    /** A battery without bounds is no trouble: it counts as far as anyone wants it. */
    @Test
    void roomAndAvailableMayBeAnything() {
        var amounts = new Amounts(
                new long[] {MOST / 2}, new long[] {MOST / 2}, new long[] {Long.MAX_VALUE, 1}, new long[] {0, 7});
        var assigned = LineSolver.solve(amounts);
        assertThat(assigned.vehicleOf()).containsExactly(0, 1);
    }

    private static void refused(String why, long[] surpluses, long[] demands, long[] rooms, long[] availables) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amounts(surpluses, demands, rooms, availables))
                .withMessageContaining(why);
    }
}
