package ems.routes.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import ems.routes.telemetry.QuotedText;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A table cut into rows: UTF-8; commas, semicolons or tabs; notes begin with {@code #}; one row of heads; {@code # end} is the last
 * row, so that a file that was cut off or is half written is not taken for a shorter one.
 */
public final class StrictTable {

    /** @param cells the first one begins with {@code #} */
    public record Note(int row, List<String> cells) {

        /** In small letters. */
        public String word() {
            return cells.get(0).substring(MARK.length()).strip().toLowerCase(Locale.ROOT);
        }
    }

    private static final String MARK = "#";
    private static final String END = "end";
    private static final char[] SEPARATORS = {',', ';', '\t'};
    /** A note may have one of them by chance. */
    private static final int HEADS_THAT_TELL = 2;

    private final TableShape shape;
    private final TableFaults faults;
    private final List<Note> notes = new ArrayList<>();
    private final List<TableRow> rows = new ArrayList<>();

    private StrictTable(String file, TableShape shape) {
        this.shape = shape;
        this.faults = new TableFaults(file);
    }

    /**
     * Cuts it. What is wrong with rows is among the faults, to which the reader adds before it refuses.
     *
     * @param file its name, for people
     * @throws TableRefused if its rows or heads cannot be told
     */
    public static StrictTable of(String file, byte[] bytes, TableShape shape) {
        var table = new StrictTable(file, shape);
        table.take(table.cut(table.text(bytes)));
        return table;
    }

    public List<TableRow> rows() {
        return List.copyOf(rows);
    }

    /** But for its end. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    public TableFaults faults() {
        return faults;
    }

    private String text(byte[] bytes) {
        if (bytes.length > shape.mostBytes()) {
            throw refused("it has " + bytes.length + " bytes, more than " + shape.mostBytes());
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused("it is not UTF-8: save it as 'CSV UTF-8'");
        }
    }

    private TableRefused refused(String reason) {
        faults.ofFile(reason);
        return faults.asRefusal();
    }

    /** At the separator with which heads are known, else at commas. */
    private List<List<String>> cut(String text) {
        for (char separator : SEPARATORS) {
            var lines = cut(text, separator);
            if (lines.stream().flatMap(List::stream).anyMatch(this::isOfHeads)) {
                return lines.orElseThrow();
            }
        }
        return cut(text, ',').orElseThrow(() -> refused("it is no CSV: perhaps a quote is not closed"));
    }

    private boolean isOfHeads(List<String> cells) {
        return shape.heads().stream().filter(cells::contains).count() >= HEADS_THAT_TELL;
    }

    private static Optional<List<List<String>>> cut(String text, char separator) {
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<List<String>> lines = new ArrayList<>();
            reader.forEach(line -> lines.add(withoutBlanksAtTheEnd(
                    line.getFields().stream().map(String::strip).toList())));
            return Optional.of(lines);
        } catch (CsvParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> withoutBlanksAtTheEnd(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }

    private void take(List<List<String>> lines) {
        List<String> heads = List.of();
        Optional<Note> end = Optional.empty();
        for (int at = 0; at < lines.size(); at++) {
            var cells = lines.get(at);
            int number = at + 1;
            if (cells.isEmpty()) {
                continue;
            }
            end.ifPresent(note -> faults.ofRow(note.row(), "'# end' stands above other rows: it must be the last"));
            end = Optional.empty();
            if (cells.get(0).startsWith(MARK)) {
                var note = new Note(number, cells);
                end = Optional.of(note).filter(each -> END.equals(each.word()));
                if (end.isEmpty()) {
                    notes.add(note);
                }
            } else if (heads.isEmpty()) {
                heads = cells;
                refuseOtherHeads(number, heads);
            } else {
                take(number, heads, cells);
            }
        }
        if (end.isEmpty()) {
            faults.ofFile("the last row must be '# end': the file is empty, cut off or half written");
        } else if (heads.isEmpty()) {
            faults.ofFile("it has no row of heads: " + String.join(",", shape.heads()));
        }
        if (rows.size() > shape.mostRows()) {
            faults.ofFile("it has " + rows.size() + " rows, more than " + shape.mostRows());
        }
    }

    private void take(int number, List<String> heads, List<String> cells) {
        if (cells.size() > heads.size()) {
            faults.ofRow(
                    number,
                    "has " + cells.size() + " cells where the heads have " + heads.size()
                            + ": a separator inside a text must be quoted");
        } else {
            rows.add(new TableRow(number, heads, cells, faults));
        }
    }

    private void refuseOtherHeads(int row, List<String> given) {
        shape.heads().stream()
                .filter(head -> !given.contains(head))
                .forEach(head -> faults.ofCell(row, head, "the column is missing"));
        given.stream()
                .filter(head -> !shape.known().contains(head))
                .forEach(head -> faults.ofRow(
                        row,
                        QuotedText.of(head) + " is no column of this table; they are "
                                + String.join(", ", shape.known())));
        given.stream()
                .filter(head -> given.indexOf(head) != given.lastIndexOf(head))
                .distinct()
                .forEach(head -> faults.ofCell(row, head, "the column stands twice"));
        faults.refuse();
    }
}
