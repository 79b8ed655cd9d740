package ems.rules.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvParseException;

/**
 * Cuts the text of a table into notes, heads and rows of cells, and finds what does not belong into a table. A cause is
 * told once: what follows from it is not.
 */
final class SheetReader {

    private static final int MAX_ROWS = 500;
    private static final List<String> NOTES = List.of("question", "units", "owner");

    private final Inspection inspection;
    private final List<String> expected;
    private final List<String> optional;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<RowCells> rows = new ArrayList<>();
    private final CanonicalText canonical = new CanonicalText();
    private List<String> heads = List.of();
    private boolean headsAreSound;
    private boolean holdsRules;

    SheetReader(List<String> expected, List<String> optional, Inspection inspection) {
        this.expected = expected;
        this.optional = optional;
        this.inspection = inspection;
    }

    /** @throws TablesRefused if the text is not a table with these columns */
    Sheet read(TableText text) {
        var csv = cut(text);
        int end = csv.end();
        refuseUnlessTable(csv, end);
        int taken = end < 0 ? csv.last() : csv.rows().size();
        for (int at = 0; at < taken; at++) {
            take(at + 1, csv.rows().get(at), csv);
        }
        if (end < 0) {
            faultCutOff();
        } else if (!holdsRules) {
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

    /** Ends with the one cause why the text is not a table as a whole, if there is any. */
    private void refuseUnlessTable(CsvText csv, int end) {
        var rows = csv.rows();
        boolean isEmpty = csv.last() < 0;
        if (!isEmpty && rows.stream().allMatch(cells -> cells.get(0).isEmpty())) {
            inspection.fault("the first column is blank: it must hold the rules");
        } else if (end >= 0 && end < csv.last()) {
            int below = IntStream.rangeClosed(end + 1, csv.last())
                    .filter(row -> !CsvText.isBlank(rows.get(row)))
                    .findFirst()
                    .orElseThrow();
            inspection.fault(below + 1, "", "stands below '# end', which must be the last row");
        } else if (csv.knownHeads() == 0 && end < 0 && !isEmpty) {
            faultCutOff();
        } else if (csv.headsAt() < 0) {
            inspection.fault("the table is empty: it has no row of column heads");
        } else if (csv.knownHeads() == 0) {
            inspection.fault(csv.headsAt() + 1, "", noHeads(rows.get(csv.headsAt())));
        }
        inspection.end();
    }

    private String noHeads(List<String> cells) {
        boolean inOneCell = CsvText.withoutTrailingBlanks(cells).size() == 1
                && expected.stream().allMatch(cells.get(0)::contains);
        return inOneCell
                ? "holds the column heads in one cell: part the columns with commas, semicolons or tabs"
                : "is not the row of column heads, it holds none of " + String.join(", ", expected)
                        + "; a note above them starts with #";
    }

    private void faultCutOff() {
        inspection.fault("the last row must be '# end': the file is cut off or half written");
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
        if (CsvText.isNote(cells)) {
            takeNote(cells);
        } else if (heads.isEmpty()) {
            takeHeads(row, cells);
        } else {
            takeRule(row, cells, csv.separator());
        }
    }

    private void takeNote(List<String> cells) {
        String text = cells.stream().skip(1).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(", "));
        notes.putIfAbsent(CsvText.word(cells), text);
        canonical.add(CsvText.withoutTrailingBlanks(cells));
    }

    private void takeHeads(int row, List<String> cells) {
        int faults = inspection.count();
        heads = ColumnHeads.read(row, cells, expected, optional, inspection);
        headsAreSound = inspection.count() == faults;
        canonical.add(heads);
    }

    private void takeRule(int row, List<String> cells, CsvText.Separator separator) {
        holdsRules = true;
        List<String> kept = cells.size() > heads.size() ? CsvText.withoutTrailingBlanks(cells) : cells;
        if (kept.size() > heads.size() || cells.size() < heads.size()) {
            if (!headsAreSound) {
                return; // the heads say why
            }
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

    /** The same for each way to write a number, below a head with a unit, or one word of a few. */
    private String said(String head, String cell) {
        if (head.endsWith(")")) {
            return WrittenNumber.in(cell).map(WrittenNumber::plain).orElse(cell);
        }
        boolean isText = head.equals(expected.get(0)) || head.equals(expected.get(expected.size() - 1));
        return isText ? cell : CellText.word(cell);
    }
}
