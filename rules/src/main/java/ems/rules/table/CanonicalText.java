package ems.rules.table;

import java.util.List;

import ems.market.text.CsvCell;

/**
 * What a table says, written in one form whatever saved it: commas, quotes only where needed, no blank cells at the end of
 * notes, no blank rows at the end. Blank rows between others stay, because rules are known by their row.
 */
final class CanonicalText {

    /** Always in quotes, as in the first tables: their versions stay what they are. */
    private static final String QUOTED_NOTE = "# reading";

    private final StringBuilder text = new StringBuilder();
    private int blankRows;

    void addBlank() {
        blankRows++;
    }

    void add(List<String> cells) {
        text.append("\n".repeat(blankRows));
        blankRows = 0;
        boolean quoted = cells.get(0).equals(QUOTED_NOTE);
        text.append(written(cells.get(0), false));
        cells.stream().skip(1).forEach(cell -> text.append(',').append(written(cell, quoted)));
        text.append('\n');
    }

    private static String written(String cell, boolean quoted) {
        return quoted ? CsvCell.quoted(cell) : CsvCell.written(cell);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
