package ems.rules.table;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Cases that no row of a table fits: every combination of values at the rows' own bounds is tried. */
final class Gaps {

    private static final int MAX_CASES = 50_000;
    private static final int MAX_NAMED = 3;

    private Gaps() {}

    /** @return at most three gaps, in words; none if the table has too many bounds to try */
    static <A> List<String> of(List<ConditionColumn> columns, List<DecisionRow<A>> rows) {
        List<List<Long>> tried = new ArrayList<>();
        long cases = 1;
        for (int i = 0; i < columns.size(); i++) {
            tried.add(bounds(columns.get(i), i, rows));
            cases *= tried.get(i).size();
            if (cases > MAX_CASES) {
                return List.of();
            }
        }
        List<String> gaps = new ArrayList<>();
        for (long number = 0; number < cases && gaps.size() < MAX_NAMED; number++) {
            long[] values = combination(tried, number);
            if (rows.stream().noneMatch(row -> row.fits(values))) {
                gaps.add(inWords(columns, tried, values));
            }
        }
        return gaps;
    }

    private static <A> List<Long> bounds(ConditionColumn column, int index, List<DecisionRow<A>> rows) {
        var values = new TreeSet<Long>();
        if (column instanceof ConditionColumn.Word word) {
            for (long i = 0; i < word.words().size(); i++) {
                if (word.isAsked(word.words().get((int) i), rows)) {
                    values.add(i);
                }
            }
            return List.copyOf(values);
        }
        var unit = ((ConditionColumn.Range) column).unit();
        for (DecisionRow<A> row : rows) {
            var condition = row.conditions().get(index);
            if (condition.hasFrom()) {
                values.add(condition.from());
                values.add(condition.from() - 1);
            }
            if (condition.hasBelow()) {
                values.add(condition.below());
                values.add(condition.below() - 1);
            }
        }
        values.removeIf(value -> unit != Unit.PRICE && value < unit.least());
        return values.isEmpty() ? List.of(unit.least()) : List.copyOf(values);
    }

    private static long[] combination(List<List<Long>> tried, long number) {
        long[] values = new long[tried.size()];
        long rest = number;
        for (int i = 0; i < values.length; i++) {
            var choices = tried.get(i);
            values[i] = choices.get((int) (rest % choices.size()));
            rest /= choices.size();
        }
        return values;
    }

    private static String inWords(List<ConditionColumn> columns, List<List<Long>> tried, long[] values) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (tried.get(i).size() > 1) {
                words.append(words.isEmpty() ? "" : ", ").append(columns.get(i).print(values[i]));
            }
        }
        return words.toString();
    }
}
