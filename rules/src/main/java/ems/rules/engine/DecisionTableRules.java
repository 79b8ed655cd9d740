package ems.rules.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.drools.template.ObjectDataCompiler;

import ems.rules.table.DecisionRow;
import ems.rules.table.DecisionTable;

/** Writes the rules of a table in the rule engine's language, from typed rows and a template. */
final class DecisionTableRules {

    private static final String TEMPLATE = "decision-table.drt";
    private static final String PACKAGE = "package ems.rules.decisions";

    private DecisionTableRules() {}

    static String of(DecisionTable<?> table, Class<? extends Fact> fact) {
        List<Map<String, Object>> rows =
                table.rows().stream().map(row -> variables(row, fact)).toList();
        try (var template = DecisionTableRules.class.getResourceAsStream(TEMPLATE)) {
            String rules = new ObjectDataCompiler().compile(rows, template);
            return rules.replace(PACKAGE, PACKAGE + "." + table.name().replace('-', '_'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> variables(DecisionRow<?> row, Class<? extends Fact> fact) {
        return Map.of(
                "sentence", row.rule().rule(),
                "pattern", fact.getSimpleName() + "(" + row.constraints() + ")",
                "row", String.valueOf(row.rule().row()));
    }
}
