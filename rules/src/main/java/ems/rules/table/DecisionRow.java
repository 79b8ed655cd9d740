package ems.rules.table;

import java.util.List;
import java.util.stream.Collectors;

import ems.market.record.RuleReference;

/**
 * One rule of a table.
 *
 * @param conditions one for each condition of the table, in the table's order
 */
public record DecisionRow<A>(RuleReference rule, List<Condition> conditions, RowOutcome<A> outcome) {

    /** For the rule engine: what the row asks, joined by commas. */
    public String constraints() {
        return conditions.stream()
                .map(Condition::constraint)
                .filter(constraint -> !constraint.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Whether a fact with these values, in the table's order, fits. */
    public boolean fits(long... values) {
        for (int i = 0; i < values.length; i++) {
            if (!conditions.get(i).fits(values[i])) {
                return false;
            }
        }
        return true;
    }

    boolean overlaps(DecisionRow<A> other) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).overlaps(other.conditions.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A case that fits both rows, in words. */
    String meeting(DecisionRow<A> other) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            long from =
                    Math.max(conditions.get(i).from(), other.conditions.get(i).from());
            if (from != Long.MIN_VALUE) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(conditions.get(i).column().print(from));
            }
        }
        return words.isEmpty() ? "every case" : words.toString();
    }
}
