package ems.rules.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;

/**
 * Cuts the text of a table into notes, heads and rows of cells, and finds what does not belong into a table. A cause is
 * told once: what follows from it is not.
 */
final class SheetReader {

    private static final int MAX_ROWS = 500;
    private static final List<String> NOTES = List.of("question", "units", "owner");
    private static final String END = "end";

    private final Inspection inspection;
    private final List<String> expected;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<RowCells> rows = new ArrayList<>();
    private final CanonicalText canonical = new CanonicalText();
    private List<String> heads = List.of();
    private boolean ended;

    SheetReader(List<String> expected, Inspection inspection) {
        this.expected = expected;
        this.inspection = inspection;
    }

    /** @throws TablesRefused if the text is not a table with these columns */
    Sheet read(TableText text) {
        var csv = cut(text);
        boolean cutOff = csv.rows().stream().noneMatch(SheetReader::isEnd);
        refuseUnlessTable(csv, cutOff);
        int rowsTaken = cutOff ? csv.last() : csv.rows().size();
        for (int at = 0; at < rowsTaken; at++) {
            take(at + 1, csv.rows().get(at), csv);
        }
        if (cutOff) {
            faultCutOff();
        } else if (rows.isEmpty()) {
            inspection.fault("the table is empty: it has no rule");
        }
        if (rows.size() > MAX_ROWS) {
            inspection.fault("the table has " + rows.size() + " rules, more than " + MAX_ROWS);
        }
        NOTES.stream()
                .filter(note -> notes.getOrDefault(note, "").isEmpty())
                .forEach(note -> inspection.fault("the row '# " + note + "' with its text is missing"));
        inspection.end();
        return new Sheet(notes, rows, canonical.toString());
    }

    private CsvText cut(TableText text) {
        try {
            return CsvText.of(text.text(), Set.copyOf(expected));
        } catch (CsvParseException e) {
            inspection.fault("the text is not CSV, perhaps a quote is not closed: " + e.getMessage());
            inspection.end();
            throw new IllegalStateException("unreachable", e);
        }
    }

    private void refuseUnlessTable(CsvText csv, boolean cutOff) {
        if (csv.knownHeads() > 0) {
            return;
        }
        if (cutOff && csv.last() >= 0) {
            faultCutOff();
        } else if (csv.headsAt() < 0) {
            inspection.fault("the table is empty: it has no row of column heads");
        } else {
            inspection.fault(
                    csv.headsAt() + 1,
                    "",
                    "is not the row of column heads: it holds none of " + String.join(", ", expected));
        }
        inspection.end();
    }

    private void faultCutOff() {
        inspection.fault("the last row must be '# end': the file is cut off or half written");
    }

    private static boolean isEnd(List<String> cells) {
        return CsvText.isNote(cells) && CsvText.word(cells).equals(END);
    }

    private void take(int row, List<String> cells, CsvText csv) {
        if (CsvText.isBlank(cells)) {
            canonical.addBlank();
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            String head = i < heads.size() ? heads.get(i) : "";
            CellText.faults(cells.get(i)).forEach(reason -> inspection.fault(row, head, reason));
        }
        if (ended) {
            inspection.fault(row, "", "stands below '# end'");
        } else if (CsvText.isNote(cells)) {
            takeNote(cells);
        } else if (heads.isEmpty()) {
            takeHeads(row, cells);
        } else {
            takeRule(row, cells, csv.separator());
        }
    }

    private void takeNote(List<String> cells) {
        ended = isEnd(cells);
        String text = cells.stream().skip(1).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(", "));
        notes.putIfAbsent(CsvText.word(cells), text);
        canonical.add(CsvText.withoutTrailingBlanks(cells));
    }

    private void takeHeads(int row, List<String> cells) {
        heads = CsvText.withoutTrailingBlanks(cells);
        Set<String> seen = new HashSet<>();
        for (String head : heads) {
            String visible = CellText.visible(head);
            if (!expected.contains(visible)) {
                inspection.fault(row, head, "unknown column; known are: " + String.join(", ", expected));
            } else if (!seen.add(visible)) {
                inspection.fault(row, head, "the column stands twice");
            }
        }
        expected.stream()
                .filter(head -> !seen.contains(head))
                .forEach(head -> inspection.fault(row, head, "the column is missing"));
        if (!CellText.visible(heads.get(0)).equals(expected.get(0))) {
            inspection.fault(row, expected.get(0), "must be the first column");
        }
        canonical.add(heads);
    }

    private void takeRule(int row, List<String> cells, CsvText.Separator separator) {
        List<String> kept = cells.size() > heads.size() ? CsvText.withoutTrailingBlanks(cells) : cells;
        if (kept.size() > heads.size() || cells.size() < heads.size()) {
            String why = cells.stream().anyMatch(CellText::startsWithTypographicQuote)
                    ? "typographic quotes do not hold a text together, straight ones (\") do"
                    : "a " + separator.word() + " is missing, or one inside a text or number is not quoted";
            inspection.fault(
                    row, "", "has " + kept.size() + " cells where the heads have " + heads.size() + ": " + why);
            return;
        }
        Map<String, String> byHead = new HashMap<>();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            byHead.put(heads.get(i), cells.get(i));
            said.add(said(heads.get(i), cells.get(i)));
        }
        rows.add(new RowCells(row, byHead, inspection));
        canonical.add(said);
    }

    /** A cell below a head with a unit holds a number, however it is written. */
    private static String said(String head, String cell) {
        return head.endsWith(")")
                ? WrittenNumber.in(cell).map(WrittenNumber::plain).orElse(cell)
                : cell;
    }
}
