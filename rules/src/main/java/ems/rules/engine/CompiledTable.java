package ems.rules.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.record.RuleReference;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.rules.table.DecisionRow;
import ems.rules.table.DecisionTable;
import ems.rules.table.RowOutcome.Grant;
import ems.rules.table.RowOutcome.Refusal;

import static java.util.Objects.requireNonNull;

/** Turns the rows that fit into verdicts: exactly one row must fit, else the answer is no. */
final class CompiledTable<A> {

    private final String name;
    private final RuleEngine engine;
    private final Map<Integer, DecisionRow<A>> rows = new HashMap<>();
    private final RuleReference noRow;
    private final RuleReference twoRows;

    CompiledTable(DecisionTable<A> table, RuleEngine engine) {
        this.name = table.name();
        this.engine = engine;
        table.rows().forEach(row -> rows.put(row.rule().row(), row));
        noRow = new RuleReference(name, 0, "A case that no row of " + name + " fits is refused", table.version());
        twoRows = new RuleReference(name, 0, "A case that two rows of " + name + " fit is refused", table.version());
    }

    /** How a row's action answers the question with this number. */
    interface Answering<A, T> {

        Verdict<T> answer(A action, int question, RuleReference rule);

        static <T> Answering<T, T> asWritten() {
            return (action, question, rule) -> new Granted<>(action, rule);
        }
    }

    /** Verdicts in the order of the facts. */
    <T> List<Verdict<T>> answer(List<? extends Fact> facts, Answering<A, T> answering) {
        if (facts.isEmpty()) {
            return List.of();
        }
        Fits fits = engine.run(facts);
        List<Verdict<T>> verdicts = new ArrayList<>(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            verdicts.add(verdict(facts.get(i), fits, answering));
        }
        return verdicts;
    }

    private <T> Verdict<T> verdict(Fact fact, Fits fits, Answering<A, T> answering) {
        int question = fact.number();
        if (fits.isNone(question)) {
            return new Refused<>("no row of " + name + " fits: " + fact.inWords(), noRow);
        }
        if (fits.isMany(question)) {
            return new Refused<>(
                    "rows " + fits.row(question) + " and " + fits.otherRow(question) + " of " + name + " both fit: "
                            + fact.inWords(),
                    twoRows);
        }
        var row = requireNonNull(rows.get(fits.row(question)));
        if (row.outcome() instanceof Refusal<A> no) {
            return new Refused<>(no.reason(), row.rule());
        }
        return answering.answer(((Grant<A>) row.outcome()).action(), question, row.rule());
    }
}
