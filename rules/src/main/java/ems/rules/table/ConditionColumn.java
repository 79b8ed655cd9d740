package ems.rules.table;

import java.util.List;
import java.util.Map;

/** What a table may ask of a fact. Each answer is a whole number, so that rows can be compared as ranges. */
public sealed interface ConditionColumn {

    /** Name of the fact's property in the rule engine. */
    String property();

    /** Heads of the columns that hold this condition. */
    List<String> heads();

    /** What the row asks; any value where its cells are blank. */
    Condition read(RowCells cells);

    /** The condition in the rule engine's language; empty where any value fits. */
    String constraint(Condition condition);

    /** A value for a person. */
    String print(long value);

    /** A number between two bounds, in two columns. */
    record Range(String property, String name, Unit unit) implements ConditionColumn {

        String from() {
            return name + " from (" + unit.symbol() + ")";
        }

        String below() {
            return name + " below (" + unit.symbol() + ")";
        }

        @Override
        public List<String> heads() {
            return List.of(from(), below());
        }

        @Override
        public Condition read(RowCells cells) {
            long from = cells.number(from(), unit).orElse(Long.MIN_VALUE);
            long below = cells.number(below(), unit).orElse(Long.MAX_VALUE);
            if (from >= below) {
                cells.fault(from(), "from " + unit.print(from) + " is not under below " + unit.print(below));
            } else if (below == unit.least() && from == Long.MIN_VALUE && unit != Unit.PRICE) {
                cells.fault(below(), "nothing lies below " + unit.print(below));
            }
            return new Condition(this, from, below);
        }

        @Override
        public String constraint(Condition condition) {
            String from = condition.hasFrom() ? property + " >= " + condition.from() + "L" : "";
            String below = condition.hasBelow() ? property + " < " + condition.below() + "L" : "";
            return from.isEmpty() || below.isEmpty() ? from + below : from + ", " + below;
        }

        @Override
        public String print(long value) {
            return name + " " + unit.print(value);
        }
    }

    /**
     * One word of a few, in one column.
     *
     * @param standIns by a word that came later: the one that it is asked as by a table of which no row names it
     */
    record Word(String property, String name, List<String> words, Map<String, String> standIns)
            implements ConditionColumn {

        static final List<String> YES_OR_NO = List.of("yes", "no");

        Word(String property, String name, List<String> words) {
            this(property, name, words, Map.of());
        }

        /** Whether a table with these rows is asked for this word, and not for its stand-in. */
        boolean isAsked(String word, List<? extends DecisionRow<?>> rows) {
            return !standIns.containsKey(word)
                    || rows.stream()
                            .flatMap(row -> row.conditions().stream())
                            .anyMatch(condition -> condition.column().equals(this)
                                    && condition.hasFrom()
                                    && words.get((int) condition.from()).equals(word));
        }

        @Override
        public List<String> heads() {
            return List.of(name);
        }

        @Override
        public Condition read(RowCells cells) {
            return cells.word(name, words)
                    .map(word -> new Condition(this, words.indexOf(word), words.indexOf(word) + 1L))
                    .orElse(new Condition(this, Long.MIN_VALUE, Long.MAX_VALUE));
        }

        @Override
        public String constraint(Condition condition) {
            if (!condition.hasFrom()) {
                return "";
            }
            String word = words.get((int) condition.from());
            return property + " == " + (words.equals(YES_OR_NO) ? word.equals("yes") : "\"" + word + "\"");
        }

        @Override
        public String print(long value) {
            return name + " " + words.get((int) value);
        }
    }
}
