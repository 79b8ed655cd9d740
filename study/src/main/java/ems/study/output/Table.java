package ems.study.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table for a console and for a page.
 *
 * @param rows cells as shown; the first of each row is its head
 * @param notes sentences under it
 */
public record Table(String title, List<Column> columns, List<List<String>> rows, List<String> notes) {

    private static final String GAP = "  ";

    /**
     * Head of a column.
     *
     * @param unit under the name, or empty
     * @param style {@code number}, {@code words}, or {@code number paper} for a number of the paper
     */
    public record Column(String name, String unit, String style) {

        public static Column words(String name) {
            return new Column(name, "", "words");
        }

        public static Column number(String name, String unit) {
            return new Column(name, unit, "number");
        }

        public static Column paper(String name, String unit) {
            return new Column(name, unit, "number paper");
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** A table whose first column holds words, and all others numbers; a head names its unit itself. */
    public static Table of(String title, List<String> header, List<List<String>> rows, List<String> notes) {
        List<Column> columns = new ArrayList<>();
        header.forEach(name -> columns.add(columns.isEmpty() ? Column.words(name) : Column.number(name, "")));
        return new Table(title, columns, rows, notes);
    }

    public List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    /** The same for a page: true minus signs, and the signs of mathematics where a console shows plain ones. */
    public Table typeset() {
        return new Table(
                title,
                columns.stream()
                        .map(column -> new Column(NumberFormats.typeset(column.name()), column.unit(), column.style()))
                        .toList(),
                rows.stream()
                        .map(row -> row.stream().map(Table::signed).toList())
                        .toList(),
                notes.stream().map(NumberFormats::typeset).toList());
    }

    private static String signed(String cell) {
        return cell.startsWith("-") ? "\u2212" + cell.substring(1) : cell;
    }

    /** For a console: the first column to the left, the others to the right. */
    public String text() {
        List<List<String>> all =
                Stream.concat(Stream.of(header()), rows.stream()).toList();
        int[] widths = new int[columns.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder(title).append('\n');
        for (List<String> row : all) {
            appendRow(text, row, widths);
        }
        notes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? row.get(i) + padding : GAP + padding + row.get(i));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
