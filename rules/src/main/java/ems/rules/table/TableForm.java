package ems.rules.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import ems.market.record.RuleReference;
import ems.rules.table.RowOutcome.Grant;
import ems.rules.table.RowOutcome.Refusal;

import static java.util.Objects.requireNonNull;

/**
 * The columns of one question's table, and how its text becomes typed rows.
 *
 * @param name file name without its ending
 * @param actions heads of the columns that say what is granted
 * @param optional heads of such columns that a table may leave out
 * @param reader reads what is granted; empty when it noted a fault
 * @param proof looks at the finished rows as a whole
 */
public record TableForm<A>(
        String name,
        List<ConditionColumn> conditions,
        List<String> actions,
        List<String> optional,
        Function<RowCells, Optional<A>> reader,
        BiConsumer<List<DecisionRow<A>>, Inspection> proof) {

    private static final String RULE = "rule";
    private static final String REFUSE = "refuse with reason";

    public String file() {
        return name + ".csv";
    }

    /** @throws TablesRefused with every fault of the text */
    public DecisionTable<A> read(TableText text, Origin origin) {
        var inspection = new Inspection(text.file(), origin);
        var sheet = new SheetReader(heads(), optional, inspection).read(text);
        String version = origin.version(text, sheet);
        List<DecisionRow<A>> rows = new ArrayList<>();
        for (RowCells cells : sheet.rows()) {
            row(cells, version).ifPresent(rows::add);
        }
        inspection.end();
        findTwins(rows, inspection);
        inspection.end();
        proof.accept(rows, inspection);
        inspection.end();
        return new DecisionTable<>(
                name,
                version,
                requireNonNull(sheet.head().get("question")),
                requireNonNull(sheet.head().get("owner")),
                List.copyOf(rows),
                Gaps.of(conditions, rows));
    }

    /** What the text says, in the one form that its version is made of; the text itself if it is no table at all. */
    String canonical(TableText text) {
        try {
            return new SheetReader(heads(), optional, new Inspection(text.file(), Origin.ARCHIVED))
                    .read(text)
                    .canonical();
        } catch (TablesRefused noTable) {
            return text.text();
        }
    }

    /** Heads of the columns that every table of this form has, in order. */
    public List<String> heads() {
        return Stream.of(
                        Stream.of(RULE),
                        conditions.stream().flatMap(condition -> condition.heads().stream()),
                        actions.stream(),
                        Stream.of(REFUSE))
                .flatMap(Function.identity())
                .toList();
    }

    private Optional<DecisionRow<A>> row(RowCells cells, String version) {
        String sentence = cells.text(RULE);
        if (sentence.isEmpty()) {
            cells.fault(RULE, "is blank: a row starts with its rule as a sentence");
        } else if (!CellText.canBeName(sentence)) {
            cells.fault(RULE, "a rule's sentence must not hold a double quote or a backslash");
        }
        List<Condition> asked =
                conditions.stream().map(condition -> condition.read(cells)).toList();
        var reference = new RuleReference(name, cells.row(), sentence, version);
        return outcome(cells).map(outcome -> new DecisionRow<>(reference, asked, outcome));
    }

    private Optional<RowOutcome<A>> outcome(RowCells cells) {
        if (cells.isBlank(REFUSE)) {
            return reader.apply(cells).map(Grant::new);
        }
        Stream.concat(actions.stream(), optional.stream())
                .forEach(head -> cells.refuseUnlessBlank(head, "the row refuses with a reason"));
        return Optional.of(new Refusal<>(cells.text(REFUSE)));
    }

    /** Each row names the first one that it disagrees with, and how many more there are: a table of many twins has few faults. */
    private static <A> void findTwins(List<DecisionRow<A>> rows, Inspection inspection) {
        Map<String, DecisionRow<A>> sentences = new HashMap<>();
        for (int later = 0; later < rows.size(); later++) {
            var row = rows.get(later);
            var first = sentences.putIfAbsent(folded(row), row);
            if (first != null) {
                inspection.fault(
                        row.rule().row(),
                        RULE,
                        "is the same sentence as in row " + first.rule().row());
            }
            findOverlaps(rows.subList(0, later), row, inspection);
        }
    }

    private static <A> void findOverlaps(List<DecisionRow<A>> earlier, DecisionRow<A> row, Inspection inspection) {
        var overlapping = earlier.stream().filter(row::overlaps).toList();
        if (overlapping.isEmpty()) {
            return;
        }
        var first = overlapping.get(0);
        int more = overlapping.size() - 1;
        inspection.fault(
                row.rule().row(),
                "",
                "overlaps row " + first.rule().row() + ": both fit " + first.meeting(row)
                        + (more == 0 ? "" : "; and " + more + " more above it"));
    }

    private static String folded(DecisionRow<?> row) {
        return row.rule().rule().toLowerCase(Locale.ROOT);
    }
}
