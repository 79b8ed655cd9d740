package ems.rules.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/**
 * A text cut into rows of cells.
 *
 * @param rows cells without blanks around them; the heads with ordinary blanks in them
 * @param headsAt place of the row of column heads; -1 if there are only notes
 * @param knownHeads how many of the heads are known
 */
record CsvText(List<List<String>> rows, int headsAt, long knownHeads, Separator separator) {

    private static final String NOTE = "#";
    private static final String END = "end";

    /** What stands between two cells. */
    enum Separator {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t'),
        BAR('|');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Cut at the first separator with which a head is known, else at commas.
     *
     * @throws CsvParseException if the text is not CSV
     */
    static CsvText of(String text, Set<String> known) {
        return Stream.of(Separator.values())
                .flatMap(separator -> cutIfPossible(text, separator, known).stream())
                .filter(cut -> cut.knownHeads() > 0)
                .findFirst()
                .orElseGet(() -> cut(text, Separator.COMMA, known));
    }

    /** A quoted cell ends at a separator: at no other character. */
    private static Optional<CsvText> cutIfPossible(String text, Separator separator, Set<String> known) {
        try {
            return Optional.of(cut(text, separator, known));
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    private static CsvText cut(String text, Separator separator, Set<String> known) {
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator.character)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<List<String>> rows = new ArrayList<>();
            reader.forEach(line ->
                    rows.add(line.getFields().stream().map(CellText::trimmed).toList()));
            return of(rows, separator, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvText of(List<List<String>> rows, Separator separator, Set<String> known) {
        int at = 0;
        while (at < rows.size() && (isBlank(rows.get(at)) || isNote(rows.get(at)))) {
            at++;
        }
        if (at == rows.size()) {
            return new CsvText(rows, -1, 0, separator);
        }
        rows.set(at, rows.get(at).stream().map(CellText::head).toList());
        return new CsvText(
                rows,
                at,
                rows.get(at).stream().filter(head -> isKnown(head, known)).count(),
                separator);
    }

    private static boolean isKnown(String head, Set<String> known) {
        return known.stream().anyMatch(head::equalsIgnoreCase);
    }

    /** Place of the last row that holds anything; -1 if none does. */
    int last() {
        int at = rows.size() - 1;
        while (at >= 0 && isBlank(rows.get(at))) {
            at--;
        }
        return at;
    }

    /** Place of the row that ends the table; -1 if there is none. */
    int end() {
        for (int at = 0; at < rows.size(); at++) {
            if (isNote(rows.get(at)) && word(rows.get(at)).equals(END)) {
                return at;
            }
        }
        return -1;
    }

    static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(String::isEmpty);
    }

    static boolean isNote(List<String> cells) {
        return cells.get(0).startsWith(NOTE);
    }

    /** The word of a note: question, units, owner, end. */
    static String word(List<String> note) {
        return CellText.trimmed(note.get(0).substring(NOTE.length()));
    }

    static List<String> withoutTrailingBlanks(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }
}
