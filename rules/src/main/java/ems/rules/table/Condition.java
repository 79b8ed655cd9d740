package ems.rules.table;

/**
 * What one row asks of one property: {@code from <= value < below}.
 *
 * @param from least value that fits; {@code Long.MIN_VALUE}: no bound
 * @param below least value that no longer fits; {@code Long.MAX_VALUE}: no bound
 */
public record Condition(ConditionColumn column, long from, long below) {

    boolean hasFrom() {
        return from != Long.MIN_VALUE;
    }

    boolean hasBelow() {
        return below != Long.MAX_VALUE;
    }

    public boolean fits(long value) {
        return from <= value && (value < below || !hasBelow());
    }

    /** The value itself if it fits, else the nearest one that does. */
    public long nearest(long value) {
        return value < from ? from : fits(value) ? value : below - 1;
    }

    boolean overlaps(Condition other) {
        return from < other.below && other.from < below;
    }

    /** For the rule engine; empty where any value fits. */
    public String constraint() {
        return column.constraint(this);
    }
}
