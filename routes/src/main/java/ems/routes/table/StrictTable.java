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
import de.siegmar.fastcsv.reader.CsvRecord;
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
    private List<String> heads = List.of();
    private Optional<Note> end = Optional.empty();

    private StrictTable(String file, TableShape shape) {
        this.shape = shape;
        this.faults = new TableFaults(file);
    }

    /**
     * Cuts it, row by row: no more rows are held than it may have. What is wrong with rows is among the faults, to which the reader adds before it refuses.
     *
     * @param file its name, for people
     * @throws TableRefused if its rows or heads cannot be told
     */
    public static StrictTable of(String file, byte[] bytes, TableShape shape) {
        var table = new StrictTable(file, shape);
        table.cut(table.text(bytes));
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

    private void cut(String text) {
        try (var reader = reader(text, separator(text))) {
            int number = 0;
            for (var line : reader) {
                take(++number, cells(line));
            }
        } catch (CsvParseException e) {
            throw noCsv();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (end.isEmpty()) {
            faults.ofFile("the last row must be '# end': the file is empty, cut off or half written");
        } else if (heads.isEmpty()) {
            faults.ofFile("it has no row of heads: " + String.join(",", shape.heads()));
        }
    }

    private TableRefused noCsv() {
        return refused("it is no CSV: perhaps a quote is not closed");
    }

    /** The one with which heads are known, else a comma. */
    private char separator(String text) {
        for (char separator : SEPARATORS) {
            try (var reader = reader(text, separator)) {
                if (reader.stream().anyMatch(line -> isOfHeads(cells(line)))) {
                    return separator;
                }
            } catch (CsvParseException notThisOne) {
                // another one may be
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return SEPARATORS[0];
    }

    private boolean isOfHeads(List<String> cells) {
        return shape.heads().stream().filter(cells::contains).count() >= HEADS_THAT_TELL;
    }

    private static CsvReader<CsvRecord> reader(String text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }

    /** Without blanks around them, nor blank ones at the end. */
    private static List<String> cells(CsvRecord line) {
        var cells = line.getFields().stream().map(String::strip).toList();
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }

    private void take(int number, List<String> cells) {
        if (cells.isEmpty()) {
            return;
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
            takeRow(number, cells);
        }
        if (rows.size() > shape.mostRows() || notes.size() > shape.mostRows()) {
            throw refused("it has more than " + shape.mostRows() + " rows, or as many notes");
        }
    }

    private void takeRow(int number, List<String> cells) {
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
