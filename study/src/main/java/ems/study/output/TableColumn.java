package ems.study.output;

/**
 * A column of a large table of a run. The table is text or Parquet, and each column stands in one of them or in both.
 *
 * @param heading over its cells in text; empty: Parquet alone has it
 * @param name in Parquet; empty: text alone has it, since other columns of Parquet say the same
 * @param optional whether cells may be empty
 */
public record TableColumn(String heading, String name, Kind kind, Course course, boolean optional) {

    /** What cells of a column hold; Parquet has energy and money as whole numbers of a small unit. */
    public enum Kind {
        COUNT(""),
        /** Whole milliseconds. */
        TIME("UTC"),
        WORDS(""),
        FLAG(""),
        ENERGY("mJ"),
        PRICE("micropence/kWh"),
        MONEY("micropence");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** In Parquet; empty: none. */
        public String unit() {
            return unit;
        }
    }

    /** How the values of a column go on from row to row, which makes them short in Parquet. */
    public enum Course {
        /** The same ones come again. */
        REPEATING,
        /** A value is mostly near the one before. */
        STEADY,
        /** Words, by which Parquet puts rows together: what one member has is steadier than what all have by turns. */
        GROUPED
    }

    public TableColumn {
        if (heading.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException("a column that stands in no table");
        }
    }

    public static TableColumn of(String heading, String name, Kind kind, Course course) {
        return new TableColumn(heading, name, kind, course, false);
    }

    public static TableColumn words(String heading, String name) {
        return of(heading, name, Kind.WORDS, Course.REPEATING);
    }

    /** One whose cells other columns of Parquet give as well. */
    public static TableColumn inTextOnly(String heading) {
        return words(heading, "");
    }

    /** The period of a match, which text has in the match's id. */
    public static TableColumn periodInParquetOnly() {
        return of("", "period", Kind.TIME, Course.STEADY);
    }

    /** The same with cells that may be empty. */
    public TableColumn maybeEmpty() {
        return new TableColumn(heading, name, kind, course, true);
    }

    public boolean isInText() {
        return !heading.isEmpty();
    }

    public boolean isInParquet() {
        return !name.isEmpty();
    }
}
