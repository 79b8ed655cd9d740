package ems.study.parquet;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The cells of one column in one row group, as texts: numbers in the unit of the column, times in UTC. */
public final class ParquetCells {

    private final @Nullable Object[] values;
    private final boolean times;

    /**
     * @param values of every row: a number, a text, a flag, or nothing
     * @param times whether numbers are milliseconds
     */
    ParquetCells(@Nullable Object[] values, boolean times) {
        this.values = values;
        this.times = times;
    }

    public int rows() {
        return values.length;
    }

    /** Empty where there is no value. */
    public String text(int row) {
        var value = values[row];
        if (value == null) {
            return "";
        }
        return times && value instanceof Long millis
                ? Instant.ofEpochMilli(millis).toString()
                : value.toString();
    }
}
