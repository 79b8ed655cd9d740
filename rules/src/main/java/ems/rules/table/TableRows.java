package ems.rules.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvParseException;

/**
 * A table as a person sees it: rows of cells as typed, checked by nobody yet. Notes, heads and blank rows are rows like others,
 * so that a row has the number that a spreadsheet shows.
 *
 * @param rows cells without blanks around them, none at the end of a row that stands for nothing
 */
public record TableRows(List<List<String>> rows) {

    public TableRows {
        rows = rows.stream()
                .map(CsvText::withoutTrailingBlanks)
                .map(List::copyOf)
                .toList();
    }

    /**
     * Cuts a text into rows.
     *
     * @throws TablesRefused if the text is not CSV
     * @throws IllegalArgumentException if there is no table of that name
     */
    public static TableRows of(TableText text) {
        try {
            var known = SheetCells.form(text.file()).heads();
            return new TableRows(CsvText.of(text.text(), Set.copyOf(known)).rows());
        } catch (CsvParseException e) {
            throw new TablesRefused(List.of(new Fault(
                    text.file(), 0, "", "the text is not CSV, perhaps a quote is not closed: " + e.getMessage())));
        }
    }

    /**
     * The rows as CSV in the one form that tables are kept in: commas, quotes where needed, rules as wide as the heads, no blank
     * row at the end.
     */
    public String text() {
        var text = new CanonicalText();
        int width = 0;
        for (List<String> cells : rows) {
            if (cells.isEmpty()) {
                text.addBlank();
            } else if (CsvText.isNote(cells)) {
                text.add(cells);
            } else {
                width = width == 0 ? cells.size() : width;
                text.add(widened(cells, width));
            }
        }
        return text.toString();
    }

    /** Where the heads stand, from 0; -1 if there are none. */
    public int headsAt() {
        for (int at = 0; at < rows.size(); at++) {
            if (!rows.get(at).isEmpty() && !CsvText.isNote(rows.get(at))) {
                return at;
            }
        }
        return -1;
    }

    /** What stands above a column, by its number from 0; empty where nothing does. */
    public String head(int column) {
        var heads = headsAt() < 0 ? List.<String>of() : rows.get(headsAt());
        return column < heads.size() ? heads.get(column) : "";
    }

    private static List<String> widened(List<String> cells, int width) {
        if (cells.size() >= width) {
            return cells;
        }
        return Stream.concat(cells.stream(), Stream.generate(() -> "").limit(width - cells.size()))
                .toList();
    }
}
