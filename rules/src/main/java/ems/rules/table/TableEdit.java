package ems.rules.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes whole rules of a table and leaves all else as it is written. Rules are known by the lines that they had. */
public final class TableEdit {

    private final List<List<String>> rows;
    private final List<String> heads;
    private final Map<Integer, List<String>> replaced = new TreeMap<>();
    private final List<List<String>> added = new ArrayList<>();

    /**
     * Begins with the table as it is.
     *
     * @throws TablesRefused if the text is not CSV
     */
    public TableEdit(TableText text) {
        var table = TableRows.of(text);
        rows = new ArrayList<>(table.rows());
        heads = table.headsAt() < 0 ? List.of() : table.rows().get(table.headsAt());
    }

    /**
     * Puts a rule in the place of another one.
     *
     * @param number line as a spreadsheet numbers it, from 1
     * @param cells by head; those of other heads are left out
     */
    public void replace(int number, Map<String, String> cells) {
        replaced.put(number - 1, row(cells));
    }

    /** @param number line as a spreadsheet numbers it, from 1 */
    public void remove(int number) {
        replaced.put(number - 1, List.of());
    }

    /** Adds a rule below the last one. */
    public void add(Map<String, String> cells) {
        added.add(row(cells));
    }

    /** Says something else in a note above the columns, if the table has it. */
    public void note(String word, String said) {
        for (int at = 0; at < rows.size(); at++) {
            var cells = rows.get(at);
            if (!cells.isEmpty() && CsvText.isNote(cells) && CsvText.word(cells).equals(word)) {
                replaced.put(at, List.of(cells.get(0), said));
                return;
            }
        }
    }

    private List<String> row(Map<String, String> cells) {
        return heads.stream().map(head -> cells.getOrDefault(head, "")).toList();
    }

    /** The table with all changes, in the form that tables are kept in. */
    public String text() {
        List<List<String>> changed = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            var cells = rows.get(at);
            boolean isEnd = !cells.isEmpty()
                    && CsvText.isNote(cells)
                    && CsvText.word(cells).equals("end");
            if (isEnd) {
                changed.addAll(added);
            }
            var now = replaced.getOrDefault(at, cells);
            if (!now.isEmpty() || cells.isEmpty()) {
                changed.add(now);
            }
        }
        return new TableRows(changed).text();
    }
}
