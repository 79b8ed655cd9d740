package ems.market.matching.solver;

import java.util.Arrays;

/**
 * The assignment of the greatest worth for any worth of any pair: rectangular shortest augmenting paths, on exact integers.
 *
 * <p>Source: D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 52(4), 2016. Time
 * O(r^2 c) and memory O(r c) for r rows on the shorter side and c columns on the longer one.
 */
public final class DenseSolver {

    private static final int NONE = Assigned.NOBODY;

    private final long[][] worth;
    private final int columns;
    /** In units of worth; a row's price and a column's price together are at least the pair's worth, and exactly that if it is made. */
    private final long[] rowPrice;

    private final long[] columnPrice;
    private final int[] columnOf;
    private final int[] rowOf;

    private DenseSolver(long[][] worth, int columns) {
        this.worth = worth;
        this.columns = columns;
        this.rowPrice = new long[worth.length];
        this.columnPrice = new long[columns];
        this.columnOf = filled(worth.length);
        this.rowOf = filled(columns);
    }

    /**
     * Solves it. The same table, the same answer; ties go to the row and column that come first.
     *
     * @param worth {@code worth[prosumer][vehicle]}, in [0, {@code Long.MAX_VALUE / 4}] divided by the shorter side
     * @param vehicles number of columns, told apart because there may be no row
     * @throws IllegalArgumentException if a worth is negative or too large for exact sums, or a row has another length
     * @throws ems.market.matching.MatchingUnavailable if the thread is interrupted: the caller has stopped waiting
     */
    public static Assigned solve(long[][] worth, int vehicles) {
        refuseBroken(worth, vehicles);
        if (worth.length <= vehicles) {
            var rows = new DenseSolver(worth, vehicles).solved();
            return assigned(worth, rows.columnOf, rows.columnPrice);
        }
        var turned = new DenseSolver(transposed(worth, vehicles), worth.length).solved();
        return assigned(worth, turned.rowOf, turned.rowPrice);
    }

    private static void refuseBroken(long[][] worth, int vehicles) {
        long most = Amounts.MOST / Math.max(1, Math.min(worth.length, vehicles));
        for (long[] row : worth) {
            if (row.length != vehicles) {
                throw new IllegalArgumentException(
                        "a prosumer has a worth with " + row.length + " of " + vehicles + " EVs");
            }
            for (long each : row) {
                if (each < 0 || each > most) {
                    throw new IllegalArgumentException("worth of " + each + " mJ is outside [0, " + most + "]");
                }
            }
        }
    }

    private static Assigned assigned(long[][] worth, int[] vehicleOf, long[] vehiclePrices) {
        LowestTablePrices.of(worth, vehicleOf, vehiclePrices);
        for (int row = 0; row < vehicleOf.length; row++) {
            if (vehicleOf[row] != NONE && worth[row][vehicleOf[row]] == 0) {
                vehicleOf[row] = NONE;
            }
        }
        return new Assigned(vehicleOf, vehiclePrices);
    }

    private DenseSolver solved() {
        for (int row = 0; row < worth.length; row++) {
            Stopped.refuseIfInterrupted();
            augmentFrom(row);
        }
        return this;
    }

    /** Dijkstra from an unassigned row to the nearest free column, then prices and path move. */
    private void augmentFrom(int start) {
        long[] distance = new long[columns];
        Arrays.fill(distance, Long.MAX_VALUE);
        int[] reachedFrom = filled(columns);
        boolean[] rowDone = new boolean[worth.length];
        boolean[] columnDone = new boolean[columns];
        long reached = 0;
        int row = start;
        int free = NONE;
        while (free == NONE) {
            rowDone[row] = true;
            int nearest = NONE;
            for (int column = 0; column < columns; column++) {
                if (columnDone[column]) {
                    continue;
                }
                long through = reached + rowPrice[row] + columnPrice[column] - worth[row][column];
                if (through < distance[column]) {
                    distance[column] = through;
                    reachedFrom[column] = row;
                }
                if (nearest == NONE || closer(column, nearest, distance)) {
                    nearest = column;
                }
            }
            reached = distance[nearest];
            columnDone[nearest] = true;
            free = rowOf[nearest] == NONE ? nearest : NONE;
            row = rowOf[nearest];
        }
        movePrices(start, reached, distance, rowDone, columnDone);
        flipPath(start, free, reachedFrom);
    }

    private boolean closer(int column, int than, long[] distance) {
        return distance[column] < distance[than]
                || distance[column] == distance[than] && rowOf[column] == NONE && rowOf[than] != NONE;
    }

    private void movePrices(int start, long reached, long[] distance, boolean[] rowDone, boolean[] columnDone) {
        rowPrice[start] -= reached;
        for (int row = 0; row < worth.length; row++) {
            if (rowDone[row] && row != start) {
                rowPrice[row] -= reached - distance[columnOf[row]];
            }
        }
        for (int column = 0; column < columns; column++) {
            if (columnDone[column]) {
                columnPrice[column] += reached - distance[column];
            }
        }
    }

    private void flipPath(int start, int free, int[] reachedFrom) {
        int column = free;
        int row;
        do {
            row = reachedFrom[column];
            rowOf[column] = row;
            int next = columnOf[row];
            columnOf[row] = column;
            column = next;
        } while (row != start);
    }

    private static long[][] transposed(long[][] matrix, int columns) {
        long[][] transposed = new long[columns][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
