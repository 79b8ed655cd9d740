package ems.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import ems.rules.table.Condition;
import ems.rules.table.DecisionTable;

/**
 * Cuts all cases of a table at the bounds of its rows. Cases in the same cell lie on the same side of every bound, so the same rows
 * fit them.
 */
final class TableCells {

    /** Those of a column stand together, ascending. */
    private final List<long[]> bounds = new ArrayList<>();

    TableCells(DecisionTable<?> table) {
        int columns =
                table.rows().isEmpty() ? 0 : table.rows().get(0).conditions().size();
        for (int i = 0; i < columns; i++) {
            int column = i;
            bounds.add(table.rows().stream()
                    .map(row -> row.conditions().get(column))
                    .flatMapToLong(TableCells::boundsOf)
                    .sorted()
                    .distinct()
                    .toArray());
        }
    }

    /** Where the condition begins and ends to fit; none where any value fits. */
    private static LongStream boundsOf(Condition condition) {
        return LongStream.of(condition.from(), condition.below())
                .filter(bound -> bound != Long.MIN_VALUE && bound != Long.MAX_VALUE);
    }

    /** A number of the cell in which the case lies. */
    long of(Fact fact) {
        long[] values = fact.values();
        long cell = 0;
        for (int i = 0; i < bounds.size(); i++) {
            long[] column = bounds.get(i);
            cell = Math.addExact(Math.multiplyExact(cell, column.length + 1L), reached(column, values[i]));
        }
        return cell;
    }

    /** How many of the bounds are at most the value. */
    private static int reached(long[] column, long value) {
        int place = Arrays.binarySearch(column, value);
        return place < 0 ? -place - 1 : place + 1;
    }
}
