package ems.market.matching.solver;

import java.util.Random;

import org.junit.jupiter.api.Test;

import ems.market.matching.solver.BestForEach.Side;

import static org.assertj.core.api.Assertions.assertThat;

class BestForEachTest {

    private static final Side NOBODY_OF_TWO = new Side(new long[] {}, new long[] {0, 0}, new long[] {0, 0});

    /** EV 0 takes any wish, EV 1 none below 4. */
    @Test
    void theGreatestWishLeavesTheEvThatServesTheSmallOne() {
        var side = new Side(new long[] {5, 1}, new long[] {0, 4}, new long[] {9, 9});
        var found = BestForEach.of(side, NOBODY_OF_TWO).orElseThrow();
        assertThat(found.vehicleOf()).containsExactly(1, 0);
        assertThat(found.vehiclePrices()).containsOnly(0);
    }

    @Test
    void nobodyIsLeftShort() {
        assertThat(BestForEach.of(new Side(new long[] {5, 1}, new long[] {4, 4}, new long[] {9, 9}), NOBODY_OF_TWO))
                .as("a wish that no EV serves is left out")
                .hasValueSatisfying(found -> assertThat(found.vehicleOf()[1]).isEqualTo(Assigned.NOBODY));
        assertThat(BestForEach.of(new Side(new long[] {5, 3}, new long[] {0, 4}, new long[] {9, 2}), NOBODY_OF_TWO))
                .as("only EV 0 has room for the 5, and only it serves the 3")
                .isEmpty();
        assertThat(BestForEach.of(new Side(new long[] {5, 5}, new long[] {0, 0}, new long[] {9, 4}), NOBODY_OF_TWO))
                .as("the second could be served in part only")
                .isEmpty();
    }

    /** Nobody can have more than 4. */
    @Test
    void whereNoEvServesAWishWholeTheMostIsTheBest() {
        var side = new Side(new long[] {7, 6}, new long[] {1, 0}, new long[] {4, 4});
        assertThat(BestForEach.of(side, NOBODY_OF_TWO)).isPresent();
    }

    @Test
    void ofEvsAlikeProducersLeaveConsumersTheOneThatHoldsMore() {
        var producers = new Side(new long[] {3}, new long[] {1, 1}, new long[] {5, 5});
        var consumers = new Side(new long[] {8}, new long[] {0, 0}, new long[] {8, 2});
        assertThat(BestForEach.of(producers, consumers).orElseThrow().vehicleOf())
                .containsExactly(1, 0);
    }

    /** One side: whatever the table of all pairs gives each wish in full, this finds too, and it finds nothing else. */
    @Test
    void onOneSideItFindsEvsForAllIfAndOnlyIfThereAre() {
        var random = new Random(17);
        int found = 0;
        for (int run = 0; run < 5_000; run++) {
            int homes = random.nextInt(1, 6);
            int cars = random.nextInt(1, 7);
            var side = new Side(amounts(homes, random), amounts(cars, random), amounts(cars, random));
            for (int car = 0; car < cars; car++) {
                side.most()[car] = side.least()[car] <= side.most()[car] ? side.most()[car] : 0;
            }
            var table = new WorthTable(homes, cars);
            long wanted = 0;
            for (int home = 0; home < homes; home++) {
                long best = 0;
                for (int car = 0; car < cars; car++) {
                    best = Math.max(best, worth(side, home, car));
                    table.set(home, car, worth(side, home, car));
                }
                wanted += best;
            }
            var nobody = new Side(new long[] {}, new long[cars], new long[cars]);
            var all = BestForEach.of(side, nobody);
            assertThat(all.isPresent()).isEqualTo(moved(table, DenseSolver.solve(table)) == wanted);
            long most = wanted;
            all.ifPresent(each -> assertThat(moved(table, each)).isEqualTo(most));
            found += all.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(1_000, 4_000);
    }

    private static long worth(Side side, int home, int car) {
        return side.wishes()[home] >= side.least()[car] ? Math.min(side.wishes()[home], side.most()[car]) : 0;
    }

    private static long moved(WorthTable table, Assigned assigned) {
        long moved = 0;
        for (int home = 0; home < assigned.vehicleOf().length; home++) {
            int car = assigned.vehicleOf()[home];
            moved += car == Assigned.NOBODY ? 0 : table.get(home, car);
        }
        return moved;
    }

    private static long[] amounts(int count, Random random) {
        return random.longs(count, 0, 8).toArray();
    }
}
