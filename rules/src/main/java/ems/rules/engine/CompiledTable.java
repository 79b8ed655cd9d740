package ems.rules.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ems.market.record.RuleReference;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.rules.table.DecisionRow;
import ems.rules.table.DecisionTable;
import ems.rules.table.RowOutcome.Grant;
import ems.rules.table.RowOutcome.Refusal;

import static java.util.Objects.requireNonNull;

/**
 * Turns the rows that fit into verdicts: exactly one row must fit, else the answer is no. The engine is asked once for each
 * cell of the table, and its answer kept.
 */
final class CompiledTable<A> {

    private final String name;
    private final RuleEngine engine;
    private final Map<Integer, DecisionRow<A>> rows = new HashMap<>();
    private final RuleReference noRow;
    private final RuleReference twoRows;
    private final TableCells cells;
    /** By cell; as many as a table has, however many questions there are. */
    private final Map<Long, List<Integer>> fitting = new ConcurrentHashMap<>();

    CompiledTable(DecisionTable<A> table, RuleEngine engine) {
        this.name = table.name();
        this.engine = engine;
        this.cells = new TableCells(table);
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
        List<Long> cellOf = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            cellOf.add(cells.of(fact));
        }
        askForNewCells(facts, cellOf);
        List<Verdict<T>> verdicts = new ArrayList<>(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            verdicts.add(verdict(facts.get(i), requireNonNull(fitting.get(cellOf.get(i))), answering));
        }
        return verdicts;
    }

    private void askForNewCells(List<? extends Fact> facts, List<Long> cellOf) {
        Map<Long, Fact> asked = new LinkedHashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            if (!fitting.containsKey(cellOf.get(i))) {
                asked.putIfAbsent(cellOf.get(i), facts.get(i));
            }
        }
        if (!asked.isEmpty()) {
            Fits fits = engine.run(asked.values(), facts.size());
            asked.forEach((cell, fact) -> fitting.put(cell, fits.rows(fact)));
        }
    }

    private <T> Verdict<T> verdict(Fact fact, List<Integer> fits, Answering<A, T> answering) {
        if (fits.isEmpty()) {
            return new Refused<>("no row of " + name + " fits: " + fact.inWords(), noRow);
        }
        if (fits.size() > 1) {
            return new Refused<>(
                    "rows " + fits.get(0) + " and " + fits.get(1) + " of " + name + " both fit: " + fact.inWords(),
                    twoRows);
        }
        var row = requireNonNull(rows.get(fits.get(0)));
        if (row.outcome() instanceof Refusal<A> no) {
            return new Refused<>(no.reason(), row.rule());
        }
        return answering.answer(((Grant<A>) row.outcome()).action(), fact.number(), row.rule());
    }
}
