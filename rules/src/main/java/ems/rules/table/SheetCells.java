package ems.rules.table;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvParseException;

import ems.rules.table.CsvText.Separator;

/**
 * The cells of a table file as they are written, sound or not: for those who look at a table that the market would refuse.
 *
 * @param notes texts above the columns, by their word: question, units, reading, owner
 * @param heads of the columns, in the order of the file
 * @param rows of the rules, in the order of the file, so by their number; blank rows are left out
 */
public record SheetCells(Map<String, String> notes, List<String> heads, List<Row> rows) {

    private static final List<TableForm<?>> FORMS = List.of(PricingForm.FORM, LimitForm.FORM, ParticipationForm.FORM);
    private static final SheetCells NONE = new SheetCells(Map.of(), List.of(), List.of());

    /**
     * One rule as it is written.
     *
     * @param number line as a spreadsheet numbers it, from 1
     * @param cells one for each head
     */
    public record Row(int number, List<String> cells) {

        /** The rule as a sentence. */
        public String rule() {
            return cells.get(0);
        }
    }

    /**
     * Cuts a text into cells.
     *
     * @return no cells if the text is not CSV
     * @throws IllegalArgumentException if there is no table of that name
     */
    public static SheetCells of(TableText text) {
        try {
            return of(CsvText.of(text.text(), Set.copyOf(form(text.file()).heads())));
        } catch (CsvParseException notCsv) {
            return NONE;
        }
    }

    /**
     * Whether a text is the table of its name at all, sound or not: its heads are told by one of them.
     *
     * @throws IllegalArgumentException if there is no table of that name
     */
    public static boolean isSuch(TableText text) {
        try {
            return CsvText.of(text.text(), Set.copyOf(form(text.file()).heads()))
                            .knownHeads()
                    > 0;
        } catch (CsvParseException notCsv) {
            return false;
        }
    }

    private static SheetCells of(CsvText csv) {
        Map<String, String> notes = new LinkedHashMap<>();
        csv.rows().stream()
                .filter(cells -> !CsvText.isBlank(cells) && CsvText.isNote(cells))
                .forEach(cells -> notes.putIfAbsent(
                        CsvText.word(cells),
                        cells.stream().skip(1).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(", "))));
        notes.remove("end");
        if (csv.headsAt() < 0) {
            return new SheetCells(notes, List.of(), List.of());
        }
        var heads = csv.rows().get(csv.headsAt());
        var rows = IntStream.range(csv.headsAt() + 1, csv.rows().size())
                .filter(at -> !CsvText.isBlank(csv.rows().get(at))
                        && !CsvText.isNote(csv.rows().get(at)))
                .mapToObj(at -> new Row(at + 1, filled(csv.rows().get(at), heads.size())))
                .toList();
        return new SheetCells(notes, heads, rows);
    }

    private static List<String> filled(List<String> cells, int size) {
        return Stream.concat(cells.stream(), Stream.generate(() -> ""))
                .limit(Math.max(size, cells.size()))
                .toList();
    }

    /** The form of the table with this file name. */
    static TableForm<?> form(String file) {
        return FORMS.stream()
                .filter(form -> form.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no table '" + file + "': it is one of "
                        + FORMS.stream().map(TableForm::file).collect(Collectors.joining(", ")) + "."));
    }

    /** The cell below a head; empty if there is none. */
    public String cell(Row row, String head) {
        int at = heads.indexOf(head);
        return at < 0 || at >= row.cells().size() ? "" : row.cells().get(at);
    }

    /** The cell in a line of the file below a head; empty if there is none. */
    public String cell(int number, String head) {
        int at = Collections.binarySearch(rows, new Row(number, List.of()), Comparator.comparingInt(Row::number));
        return at < 0 ? "" : cell(rows.get(at), head);
    }

    /**
     * What a table says, in the one form that its version is made of; the text itself if it is no table at all.
     *
     * @throws IllegalArgumentException if there is no table of that name
     */
    public static String canonical(TableText text) {
        return form(text.file()).canonical(text);
    }

    /**
     * A table as drafts keep it: in the form that its version is made of; or, while it is no table yet, with each cell where it
     * stands, parted by commas. A text that is not CSV stays as it is.
     *
     * @throws IllegalArgumentException if there is no table of that name
     */
    public static String kept(TableText text) {
        var said = canonical(text);
        if (!said.equals(text.text())) {
            return said;
        }
        try {
            var isCommas = CsvText.of(text.text(), Set.copyOf(form(text.file()).heads()))
                            .separator()
                    == Separator.COMMA;
            return isCommas ? said : TableRows.of(text).text();
        } catch (CsvParseException notCsv) {
            return said;
        }
    }
}
