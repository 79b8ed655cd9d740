package ems.study.output;

import java.util.ArrayList;
import java.util.List;

/** A table for a console: the first column to the left, the others to the right. */
public record TextTable(String title, List<String> header, List<List<String>> rows, List<String> notes) {

    private static final String GAP = "  ";

    public TextTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = new int[header.size()];
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
