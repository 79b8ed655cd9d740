package ems.market.matching.solver;

import java.util.Arrays;

/**
 * The assignment of the greatest worth for any worth of any pair: rectangular shortest augmenting paths, on exact integers.
 *
 * <p>Source: D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 52(4), 2016. Time
 * O(r^2 c) for r rows on the shorter side and c columns on the longer one, and memory O(r + c) beside the table.
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

    private final long[] distance;
    private final int[] reachedFrom;
    private final int[] columnsLeft;

    private DenseSolver(long[][] worth, int columns) {
        this.worth = worth;
        this.columns = columns;
        this.rowPrice = new long[worth.length];
        this.columnPrice = new long[columns];
        this.columnOf = filled(worth.length);
        this.rowOf = filled(columns);
        this.distance = new long[columns];
        this.reachedFrom = new int[columns];
        this.columnsLeft = new int[columns];
    }

    /**
     * Solves it. Of pairs worth as much, the first prosumer takes the first EV: the same table, the same answer.
     *
     * @throws SolverInterrupted if the thread is interrupted: the caller has stopped waiting
     */
    public static Assigned solve(WorthTable worth) {
        int columns = Math.max(worth.prosumers(), worth.vehicles());
        var solver = new DenseSolver(worth.rows(), columns).solved();
        return worth.isTurned()
                ? assigned(worth, solver.rowOf, solver.rowPrice)
                : assigned(worth, solver.columnOf, solver.columnPrice);
    }

    private static Assigned assigned(WorthTable worth, int[] vehicleOf, long[] vehiclePrices) {
        LowestTablePrices.of(worth, vehicleOf, vehiclePrices);
        for (int prosumer = 0; prosumer < vehicleOf.length; prosumer++) {
            if (vehicleOf[prosumer] != NONE && worth.get(prosumer, vehicleOf[prosumer]) == 0) {
                vehicleOf[prosumer] = NONE;
            }
        }
        return new Assigned(vehicleOf, vehiclePrices);
    }

    private DenseSolver solved() {
        for (int row = 0; row < worth.length; row++) {
            SolverInterrupted.refuseIfInterrupted();
            augmentFrom(row);
        }
        return this;
    }

    /** Dijkstra from an unassigned row to the nearest free column, then prices and path move. */
    private void augmentFrom(int start) {
        Arrays.fill(distance, Long.MAX_VALUE);
        Arrays.setAll(columnsLeft, column -> column);
        int left = columns;
        long reached = 0;
        int row = start;
        int free = NONE;
        while (free == NONE) {
            int nearest = lookFrom(row, reached, left);
            int column = columnsLeft[nearest];
            reached = distance[column];
            left--;
            columnsLeft[nearest] = columnsLeft[left];
            columnsLeft[left] = column;
            row = rowOf[column];
            free = row == NONE ? column : NONE;
        }
        movePrices(start, reached, left);
        flipPath(start, free);
    }

    /** @return which of the columns left is nearest now; of those as near a free one, and of those the first */
    private int lookFrom(int row, long reached, int left) {
        long[] worthOfRow = worth[row];
        long here = reached + rowPrice[row];
        long least = Long.MAX_VALUE;
        int nearest = NONE;
        for (int k = 0; k < left; k++) {
            int column = columnsLeft[k];
            long through = here + columnPrice[column] - worthOfRow[column];
            if (through < distance[column]) {
                distance[column] = through;
                reachedFrom[column] = row;
            }
            long at = distance[column];
            if (at < least || at == least && isBefore(column, columnsLeft[nearest])) {
                least = at;
                nearest = k;
            }
        }
        return nearest;
    }

    private boolean isBefore(int column, int other) {
        boolean free = rowOf[column] == NONE;
        return free == (rowOf[other] == NONE) ? column < other : free;
    }

    /** @param left columns before this place were not taken */
    private void movePrices(int start, long reached, int left) {
        rowPrice[start] -= reached;
        for (int k = left; k < columns; k++) {
            int column = columnsLeft[k];
            long nearer = reached - distance[column];
            columnPrice[column] += nearer;
            if (rowOf[column] != NONE) {
                rowPrice[rowOf[column]] -= nearer;
            }
        }
    }

    private void flipPath(int start, int free) {
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

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
