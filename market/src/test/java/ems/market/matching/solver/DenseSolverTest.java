package ems.market.matching.solver;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DenseSolverTest {

    @Test
    void noRowsOrNoColumnsLeaveEverybodyOver() {
        assertThat(solve(new long[0][], 3).vehicleOf()).isEmpty();
        assertThat(solve(new long[2][0], 0).vehicleOf()).containsExactly(-1, -1);
    }

    @Test
    void aRowIsLeftOverWhenColumnsAreFew() {
        assertThat(solve(new long[][] {{5}, {9}, {7}}, 1).vehicleOf()).containsExactly(-1, 0, -1);
    }

    @Test
    void aSmallGainEarlyIsGivenUpForALargerOneLater() {
        assertThat(solve(new long[][] {{10, 9}, {10, 1}}, 2).vehicleOf()).containsExactly(1, 0);
    }

    @Test
    void ofEqualsTheFirstComesFirst() {
        for (int prosumers = 1; prosumers <= 5; prosumers++) {
            for (int vehicles = 1; vehicles <= 5; vehicles++) {
                long[][] worth = new long[prosumers][vehicles];
                int[] inOrder = new int[prosumers];
                for (int i = 0; i < prosumers; i++) {
                    Arrays.fill(worth[i], 4);
                    inOrder[i] = i < vehicles ? i : Assigned.NOBODY;
                }
                assertThat(solve(worth, vehicles).vehicleOf()).containsExactly(inOrder);
            }
        }
    }

    /** As where everyone may trade with everyone: lists that exclude no one change nothing. */
    @Test
    void equalsArePairedAsOnLines() {
        for (long[] rooms : new long[][] {{4, 4, 4}, {4}, {4, 4, 4, 4, 4}}) {
            var equal = new Instance(new long[] {4, 4}, new long[] {4}, rooms, rooms);
            assertThat(DenseSolver.solve(equal.table()).vehicleOf())
                    .containsExactly(LineSolver.solve(equal.amounts()).vehicleOf());
        }
    }

    @Test
    void aTableRefusesWhatCannotBeSummed() {
        var table = new WorthTable(3, 2);
        table.set(2, 1, Long.MAX_VALUE / 8);
        for (long worth : new long[] {-1, Long.MAX_VALUE / 8 + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.set(0, 0, worth))
                    .withMessageContaining(worth + " mJ is outside");
        }
    }

    /** A second, turned copy would double the memory. */
    @Test
    void theShorterSideStandsInRows() {
        assertThat(new WorthTable(2, 3).rows()).hasDimensions(2, 3);
        assertThat(new WorthTable(3, 2).rows()).hasDimensions(2, 3);
    }

    @Test
    void anInterruptedThreadStops() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(SolverInterrupted.class).isThrownBy(() -> solve(new long[][] {{1}}, 1));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Larger than brute force can check: neither the order of the rows nor turning the table changes the sum. */
    @Property(tries = 200)
    void theTableMayBeReversedOrTurned(@ForAll @IntRange(min = 1, max = 40) int rows, @ForAll long seed) {
        var random = new Random(seed);
        int columns = 1 + random.nextInt(40);
        long[][] worth = new long[rows][];
        for (int i = 0; i < rows; i++) {
            worth[i] = random.longs(columns, 0, 1L << random.nextInt(1, 50)).toArray();
        }
        long[][] reversed = new long[rows][];
        for (int i = 0; i < rows; i++) {
            reversed[rows - 1 - i] = worth[i];
        }
        assertThat(total(reversed, columns)).isEqualTo(total(worth, columns));
        long[][] turned = new long[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j][i] = worth[i][j];
            }
        }
        assertThat(total(turned, rows)).isEqualTo(total(worth, columns));
    }

    private static Assigned solve(long[][] worth, int vehicles) {
        var table = new WorthTable(worth.length, vehicles);
        for (int i = 0; i < worth.length; i++) {
            for (int j = 0; j < vehicles; j++) {
                table.set(i, j, worth[i][j]);
            }
        }
        return DenseSolver.solve(table);
    }

    private static long total(long[][] worth, int columns) {
        int[] taken = solve(worth, columns).vehicleOf();
        assertThat(Arrays.stream(taken).filter(column -> column >= 0).boxed()).doesNotHaveDuplicates();
        long total = 0;
        for (int row = 0; row < worth.length; row++) {
            total += taken[row] < 0 ? 0 : worth[row][taken[row]];
        }
        return total;
    }
}
