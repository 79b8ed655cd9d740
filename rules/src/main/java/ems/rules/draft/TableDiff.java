package ems.rules.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    private static final long MOST_COMPARED = 40_000;

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
        Set<Row> stayed = new HashSet<>(earlier.values());
        before.rows().stream()
                .filter(row -> !stayed.contains(row))
                .forEach(row -> changes.add(new RowChange(
                        Kind.REMOVED,
                        row.rule(),
                        row.number(),
                        0,
                        cells(before, Optional.of(row), after, Optional.empty()))));
        return new TableDiff(file, notes(before, after), List.copyOf(changes));
    }

    /** The row that each new row was before: of the same sentence, else of the same other cells, else of most of the same cells. */
    static Map<Row, Row> partners(SheetCells before, SheetCells after) {
        Map<Row, Row> partners = new LinkedHashMap<>();
        Set<Row> free = new LinkedHashSet<>(before.rows());
        pair(after, free, partners, TableDiff::folded, TableDiff::folded);
        pair(after, free, partners, old -> others(before, old, after), row -> others(after, row, after));
        pairTheLike(before, after, free, partners);
        return partners;
    }

    /** Pairs rows of the same key, the first with the first. */
    private static <K> void pair(
            SheetCells after, Set<Row> free, Map<Row, Row> partners, Function<Row, K> oldKey, Function<Row, K> newKey) {
        Map<K, Deque<Row>> byKey = new HashMap<>();
        free.forEach(old -> byKey.computeIfAbsent(oldKey.apply(old), key -> new ArrayDeque<>())
                .add(old));
        for (Row row : after.rows()) {
            if (!partners.containsKey(row)) {
                var old = byKey.getOrDefault(newKey.apply(row), new ArrayDeque<>())
                        .poll();
                if (old != null) {
                    partners.put(row, old);
                    free.remove(old);
                }
            }
        }
    }

    /** Each of the rest is compared with each: where that is too much, rules came and others went. */
    private static void pairTheLike(SheetCells before, SheetCells after, Set<Row> free, Map<Row, Row> partners) {
        var rest =
                after.rows().stream().filter(row -> !partners.containsKey(row)).toList();
        if ((long) rest.size() * free.size() > MOST_COMPARED) {
            return;
        }
        for (Row row : rest) {
            free.stream()
                    .filter(old ->
                            2 * alike(before, old, after, row) > after.heads().size()
                                    && sharesWords(old.rule(), row.rule()))
                    .findFirst()
                    .ifPresent(old -> {
                        partners.put(row, old);
                        free.remove(old);
                    });
        }
    }

    private static String folded(Row row) {
        return row.rule().toLowerCase(Locale.ROOT);
    }

    /** All cells but the sentence. */
    private static List<String> others(SheetCells of, Row row, SheetCells heads) {
        return heads.heads().stream().skip(1).map(head -> of.cell(row, head)).toList();
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

    static List<CellChange> cells(SheetCells before, Optional<Row> old, SheetCells after, Optional<Row> row) {
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
