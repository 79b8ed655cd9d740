package ems.rules.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import ems.rules.draft.RowChange.Kind;
import ems.rules.table.SheetCells;
import ems.rules.table.SheetCells.Row;

/**
 * How a table differs from another one. Rows that only moved do not: their order is free.
 *
 * @param notes above the columns, such as the question and the owner
 * @param rows in the order of the new table, and then those that went
 */
public record TableDiff(String file, List<CellChange> notes, List<RowChange> rows) {

    /** Both in the form that versions are made of, if they are tables. */
    static TableDiff of(String file, SheetCells before, SheetCells after) {
        var earlier = partners(before, after);
        List<RowChange> changes = new ArrayList<>();
        for (Row row : after.rows()) {
            var old = Optional.ofNullable(earlier.get(row));
            var cells = cells(before, old, after, Optional.of(row));
            if (!cells.isEmpty() || old.isEmpty()) {
                changes.add(new RowChange(
                        old.isEmpty() ? Kind.ADDED : Kind.CHANGED,
                        row.rule(),
                        old.map(Row::number).orElse(0),
                        row.number(),
                        cells));
            }
        }
        before.rows().stream()
                .filter(row -> !earlier.containsValue(row))
                .forEach(row -> changes.add(new RowChange(
                        Kind.REMOVED,
                        row.rule(),
                        row.number(),
                        0,
                        cells(before, Optional.of(row), after, Optional.empty()))));
        return new TableDiff(file, notes(before, after), List.copyOf(changes));
    }

    /** The row that each new row was before: of the same sentence, else of the same other cells, else of most of the same cells. */
    private static Map<Row, Row> partners(SheetCells before, SheetCells after) {
        Map<Row, Row> partners = new LinkedHashMap<>();
        Set<Row> free = new LinkedHashSet<>(before.rows());
        pair(after, free, partners, (old, row) -> folded(old).equals(folded(row)));
        pair(
                after,
                free,
                partners,
                (old, row) -> alike(before, old, after, row) == after.heads().size() - 1);
        pair(
                after,
                free,
                partners,
                (old, row) -> 2 * alike(before, old, after, row) > after.heads().size()
                        && sharesWords(old.rule(), row.rule()));
        return partners;
    }

    private static void pair(SheetCells after, Set<Row> free, Map<Row, Row> partners, BiPredicate<Row, Row> isSame) {
        for (Row row : after.rows()) {
            if (!partners.containsKey(row)) {
                free.stream().filter(old -> isSame.test(old, row)).findFirst().ifPresent(old -> {
                    partners.put(row, old);
                    free.remove(old);
                });
            }
        }
    }

    private static String folded(Row row) {
        return row.rule().toLowerCase(Locale.ROOT);
    }

    private static long alike(SheetCells before, Row old, SheetCells after, Row row) {
        return after.heads().stream()
                .skip(1)
                .filter(head -> before.cell(old, head).equals(after.cell(row, head)))
                .count();
    }

    /** Whether half of the words of one sentence stand in the other. */
    private static boolean sharesWords(String before, String after) {
        Set<String> words = words(before);
        long shared = words(after).stream().filter(words::contains).count();
        return 2 * shared >= words.size();
    }

    private static Set<String> words(String sentence) {
        return new LinkedHashSet<>(List.of(sentence.toLowerCase(Locale.ROOT).split(" +", -1)));
    }

    private static List<CellChange> cells(SheetCells before, Optional<Row> old, SheetCells after, Optional<Row> row) {
        return Stream.concat(after.heads().stream(), before.heads().stream())
                .distinct()
                .map(head -> new CellChange(
                        head,
                        old.map(each -> before.cell(each, head)).orElse(""),
                        row.map(each -> after.cell(each, head)).orElse("")))
                .filter(cell -> !cell.before().equals(cell.after()))
                .toList();
    }

    private static List<CellChange> notes(SheetCells before, SheetCells after) {
        return Stream.concat(after.notes().keySet().stream(), before.notes().keySet().stream())
                .distinct()
                .map(word -> new CellChange(
                        word,
                        before.notes().getOrDefault(word, ""),
                        after.notes().getOrDefault(word, "")))
                .filter(note -> !note.before().equals(note.after()))
                .toList();
    }
}
