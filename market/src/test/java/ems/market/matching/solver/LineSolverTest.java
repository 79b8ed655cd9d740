package ems.market.matching.solver;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The worked examples that simpler ideas get wrong, and what the solver promises beside the greatest energy. */
class LineSolverTest {

    private static final long[] NONE = {};

    /** Sorting the EVs by room, by available, by their difference or by their ratio and cutting the list finds 3 at most. */
    @Test
    void noOrderOfTheEvsTellsTheSides() {
        assertThat(moved(new long[] {1}, new long[] {6}, new long[] {6, 2}, new long[] {4, 1}))
                .isEqualTo(5);
    }

    /** Costs of what is left uncovered prefer the small wish, which leaves nothing; the large one moves more. */
    @Test
    void theLargeWishIsServedInPart() {
        var assigned = LineSolver.solve(new Amounts(new long[] {1, 100}, NONE, new long[] {50}, new long[] {0}));
        assertThat(assigned.vehicleOf()).containsExactly(Assigned.NOBODY, 0);
    }

    /** Two EVs can do the same for producers; the one that can do less for consumers is taken. */
    @Test
    void aProducerTakesTheEvThatConsumersMissLeast() {
        var assigned = LineSolver.solve(
                new Amounts(new long[] {5}, new long[] {9}, new long[] {5, 5, 5}, new long[] {3, 9, 1}));
        assertThat(assigned.vehicleOf()).containsExactly(2, 1);
    }

    /** A surplus of 4 fits the EV with 4, although the one with 9 could serve it, too: that one serves 8. */
    @Test
    void everyoneIsServedWholeWhereThatIsPossible() {
        assertThat(moved(new long[] {4, 8}, new long[] {3}, new long[] {9, 4, 0}, new long[] {0, 0, 3}))
                .isEqualTo(15);
    }

    /** With exactly as much room as available energy, as charger limits make it, every EV is torn between both sides. */
    @Test
    void evsThatDoTheSameForBothSides() {
        assertThat(moved(new long[] {9, 7, 1}, new long[] {8, 3, 2}, new long[] {8, 7, 5, 2}, new long[] {8, 7, 5, 2}))
                .isEqualTo(8 + 7 + 5 + 2);
    }

    /** A second EV with 8 would serve L1 whole instead of for 3; a third one with 3 would serve nobody. */
    @Test
    void aPriceIsWhatASecondEvWouldAdd() {
        var amounts = new Amounts(new long[] {4, 10}, NONE, new long[] {8, 3, 3}, new long[] {0, 0, 0});
        var assigned = LineSolver.solve(amounts);
        assertThat(moved(amounts, assigned)).isEqualTo(11);
        assertThat(assigned.vehiclePrices()).containsExactly(1, 0, 0);
        assertThat(bound(amounts, assigned)).isEqualTo(11);
    }

    @Property(tries = 2_000)
    void everyPriceIsWhatASecondEvWouldAdd(
            @ForAll @IntRange(max = 8) int prosumers,
            @ForAll @IntRange(min = 1, max = 6) int vehicles,
            @ForAll long seed) {
        var random = new Random(seed);
        long[] surpluses = amounts(random, prosumers, 12);
        long[] demands = amounts(random, random.nextInt(8), 12);
        long[] rooms = amounts(random, vehicles, 12);
        long[] availables = amounts(random, vehicles, 12);
        var amounts = new Amounts(surpluses, demands, rooms, availables);
        var assigned = LineSolver.solve(amounts);
        for (int vehicle = 0; vehicle < vehicles; vehicle++) {
            long more = moved(surpluses, demands, withAgain(rooms, vehicle), withAgain(availables, vehicle));
            assertThat(assigned.vehiclePrices()[vehicle]).isEqualTo(more - moved(amounts, assigned));
        }
        assertThat(DenseSolver.solve(table(amounts)).vehiclePrices()).isEqualTo(assigned.vehiclePrices());
    }

    private static long[] withAgain(long[] amounts, int place) {
        long[] more = Arrays.copyOf(amounts, amounts.length + 1);
        more[amounts.length] = amounts[place];
        return more;
    }

    private static WorthTable table(Amounts amounts) {
        var worth = new WorthTable(amounts.prosumers(), amounts.vehicles());
        for (int prosumer = 0; prosumer < amounts.prosumers(); prosumer++) {
            for (int vehicle = 0; vehicle < amounts.vehicles(); vehicle++) {
                worth.set(prosumer, vehicle, amounts.moved(prosumer, vehicle));
            }
        }
        return worth;
    }

    /** Equal wishes and equal EVs are paired in order of their numbers. */
    @Test
    void ofEqualsTheFirstComesFirst() {
        long[] four = {4, 4, 4};
        assertThat(LineSolver.solve(new Amounts(new long[] {4}, NONE, four, four))
                        .vehicleOf())
                .containsExactly(0);
        assertThat(LineSolver.solve(new Amounts(NONE, new long[] {4}, four, four))
                        .vehicleOf())
                .containsExactly(0);
        assertThat(LineSolver.solve(new Amounts(new long[] {4, 4}, new long[] {4}, four, four))
                        .vehicleOf())
                .containsExactly(0, 1, 2);
        assertThat(LineSolver.solve(new Amounts(new long[] {4, 4, 4}, NONE, new long[] {4}, new long[] {4}))
                        .vehicleOf())
                .containsExactly(0, Assigned.NOBODY, Assigned.NOBODY);
    }

    @Test
    void emptySidesMakeNoPairs() {
        assertThat(LineSolver.solve(new Amounts(NONE, NONE, NONE, NONE)).vehicleOf())
                .isEmpty();
        assertThat(LineSolver.solve(new Amounts(NONE, NONE, new long[] {3}, new long[] {4}))
                        .vehiclePrices())
                .containsExactly(0);
        assertThat(LineSolver.solve(new Amounts(new long[] {3}, new long[] {4}, NONE, NONE))
                        .vehicleOf())
                .containsExactly(Assigned.NOBODY, Assigned.NOBODY);
        assertThat(LineSolver.solve(new Amounts(new long[2], new long[1], new long[2], new long[2]))
                        .vehicleOf())
                .containsOnly(Assigned.NOBODY);
    }

    @Test
    void anInterruptedThreadStops() {
        var random = new Random(1);
        var scarce = new Amounts(
                amounts(random, 200, 1000),
                amounts(random, 200, 1000),
                amounts(random, 300, 500),
                amounts(random, 300, 500));
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(SolverInterrupted.class).isThrownBy(() -> LineSolver.solve(scarce));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Twice as large amounts, in either order, move twice as much: neither the unit nor the place of a bid matters. */
    @Property(tries = 300)
    void unitAndOrderDoNotMatter(@ForAll @IntRange(max = 60) int prosumers, @ForAll long seed) {
        var random = new Random(seed);
        long most = 1 + random.nextInt(50);
        long[] surpluses = amounts(random, prosumers, most);
        long[] demands = amounts(random, prosumers, most);
        long[] rooms = amounts(random, 2 * prosumers, most / 2);
        long[] availables = amounts(random, 2 * prosumers, most / 2);
        assertThat(moved(twice(surpluses), twice(demands), twice(rooms), twice(availables)))
                .isEqualTo(2 * moved(surpluses, demands, rooms, availables));
    }

    private static long moved(long[] surpluses, long[] demands, long[] rooms, long[] availables) {
        var amounts = new Amounts(surpluses, demands, rooms, availables);
        return moved(amounts, LineSolver.solve(amounts));
    }

    private static long moved(Amounts amounts, Assigned assigned) {
        long moved = 0;
        for (int prosumer = 0; prosumer < amounts.prosumers(); prosumer++) {
            int vehicle = assigned.vehicleOf()[prosumer];
            moved += vehicle == Assigned.NOBODY ? 0 : amounts.moved(prosumer, vehicle);
        }
        return moved;
    }

    private static long bound(Amounts amounts, Assigned assigned) {
        long bound = Arrays.stream(assigned.vehiclePrices()).sum();
        for (int prosumer = 0; prosumer < amounts.prosumers(); prosumer++) {
            long most = 0;
            for (int vehicle = 0; vehicle < amounts.vehicles(); vehicle++) {
                most = Math.max(most, amounts.moved(prosumer, vehicle) - assigned.vehiclePrices()[vehicle]);
            }
            bound += most;
        }
        return bound;
    }

    private static long[] twice(long[] amounts) {
        long[] twice = new long[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            twice[amounts.length - 1 - i] = 2 * amounts[i];
        }
        return twice;
    }

    private static long[] amounts(Random random, int count, long most) {
        return random.longs(count, 0, most + 1).toArray();
    }
}
