package ems.rules.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/** Cuts the text of a table into notes, heads and rows of cells, and finds what does not belong into a table. */
final class SheetReader {

    private static final int MAX_ROWS = 500;
    private static final List<String> NOTES = List.of("question", "units", "owner");
    private static final String END = "end";

    private final Inspection inspection;
    private final List<String> expected;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<RowCells> rows = new ArrayList<>();
    private List<String> heads = List.of();
    private boolean ended;

    SheetReader(List<String> expected, Inspection inspection) {
        this.expected = expected;
        this.inspection = inspection;
    }

    /** @throws TablesRefused if the text is not a table with these columns */
    Sheet read(TableText text) {
        int row = 0;
        for (CsvRecord line : records(text)) {
            row++;
            take(row, line.getFields().stream().map(String::strip).toList());
        }
        if (heads.isEmpty()) {
            inspection.fault("the table is empty: it has no row of column heads");
        } else if (rows.isEmpty()) {
            inspection.fault("the table is empty: it has no rule");
        } else if (rows.size() > MAX_ROWS) {
            inspection.fault("the table has " + rows.size() + " rules, more than " + MAX_ROWS);
        }
        if (!ended) {
            inspection.fault("the last row must be '# end': the file is cut off or half written");
        }
        NOTES.stream()
                .filter(note -> notes.getOrDefault(note, "").isEmpty())
                .forEach(note -> inspection.fault("the row '# " + note + "' with its text is missing"));
        inspection.end();
        return new Sheet(notes, rows);
    }

    private List<CsvRecord> records(TableText text) {
        try (var reader = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text.text())) {
            return reader.stream().toList();
        } catch (CsvParseException | IOException e) {
            inspection.fault("the text is not CSV, perhaps a quote is not closed: " + e.getMessage());
            inspection.end();
            throw new IllegalStateException("unreachable", e);
        }
    }

    private void take(int row, List<String> cells) {
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            String head = i < heads.size() ? heads.get(i) : "";
            CellText.faults(cells.get(i)).forEach(reason -> inspection.fault(row, head, reason));
        }
        if (ended) {
            inspection.fault(row, "", "stands below '# end'");
        } else if (cells.get(0).startsWith("#")) {
            takeNote(cells);
        } else if (heads.isEmpty()) {
            takeHeads(row, cells);
        } else {
            takeRule(row, cells);
        }
    }

    private void takeNote(List<String> cells) {
        String word = cells.get(0).substring(1).strip();
        ended = word.equals(END);
        String text = cells.stream().skip(1).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(", "));
        notes.putIfAbsent(word, text);
    }

    private void takeHeads(int row, List<String> cells) {
        heads = withoutTrailingBlanks(cells);
        if (heads.size() == 1 && heads.get(0).contains(";")) {
            inspection.fault(row, "", "the columns are separated by semicolons: save the table with commas");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String head : heads) {
            if (!expected.contains(head)) {
                inspection.fault(row, head, "unknown column; known are: " + String.join(", ", expected));
            } else if (!seen.add(head)) {
                inspection.fault(row, head, "the column stands twice");
            }
        }
        expected.stream()
                .filter(head -> !seen.contains(head))
                .forEach(head -> inspection.fault(row, head, "the column is missing"));
        if (!heads.get(0).equals(expected.get(0))) {
            inspection.fault(row, expected.get(0), "must be the first column");
        }
    }

    private void takeRule(int row, List<String> cells) {
        List<String> kept = cells.size() > heads.size() ? withoutTrailingBlanks(cells) : cells;
        if (kept.size() > heads.size() || cells.size() < heads.size()) {
            inspection.fault(
                    row,
                    "",
                    "has " + kept.size() + " cells where the heads have " + heads.size()
                            + ": a comma is missing, or one inside a text or number is not quoted");
            return;
        }
        Map<String, String> byHead = new HashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            byHead.put(heads.get(i), cells.get(i));
        }
        rows.add(new RowCells(row, byHead, inspection));
    }

    private static List<String> withoutTrailingBlanks(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }
}
