package ems.market.matching;

import java.util.Arrays;

/**
 * Rectangular linear sum assignment by shortest augmenting paths, on exact integers.
 *
 * <p>Source: D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 52(4), 2016. Time
 * O(r^2 c) for r rows on the shorter side and c on the longer one.
 */
final class Assignment {

    private static final int NONE = -1;

    private final long[][] cost;
    private final int columns;
    private final long[] rowPrice;
    private final long[] columnPrice;
    private final int[] columnOf;
    private final int[] rowOf;

    private Assignment(long[][] cost, int columns) {
        this.cost = cost;
        this.columns = columns;
        this.rowPrice = new long[cost.length];
        this.columnPrice = new long[columns];
        this.columnOf = filled(cost.length);
        this.rowOf = filled(columns);
    }

    /**
     * For each row the column that it takes, so that the sum of worth is greatest.
     *
     * @param worth {@code worth[row][column]}, each at least 0
     * @param columns number of columns, told apart because there may be no row
     * @return column of each row, -1 for a row left over
     * @throws MatchingOverBudget if the thread is interrupted: the caller has stopped waiting
     */
    static int[] ofGreatestWorth(long[][] worth, int columns) {
        if (worth.length <= columns) {
            return new Assignment(negated(worth), columns).solved().columnOf;
        }
        return new Assignment(negated(transposed(worth, columns)), worth.length).solved().rowOf;
    }

    private Assignment solved() {
        for (int row = 0; row < cost.length; row++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new MatchingOverBudget("optimal matching was stopped at row " + row + " of " + cost.length);
            }
            augmentFrom(row);
        }
        return this;
    }

    /** Dijkstra on reduced costs from an unassigned row to the nearest free column, then prices and path move. */
    private void augmentFrom(int start) {
        long[] distance = new long[columns];
        Arrays.fill(distance, Long.MAX_VALUE);
        int[] reachedFrom = filled(columns);
        boolean[] rowDone = new boolean[cost.length];
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
                long through = reached + cost[row][column] - rowPrice[row] - columnPrice[column];
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
        rowPrice[start] += reached;
        for (int row = 0; row < cost.length; row++) {
            if (rowDone[row] && row != start) {
                rowPrice[row] += reached - distance[columnOf[row]];
            }
        }
        for (int column = 0; column < columns; column++) {
            if (columnDone[column]) {
                columnPrice[column] -= reached - distance[column];
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

    private static long[][] negated(long[][] matrix) {
        long[][] negated = new long[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            negated[i] = Arrays.stream(matrix[i]).map(Math::negateExact).toArray();
        }
        return negated;
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
