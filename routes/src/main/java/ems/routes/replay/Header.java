package ems.routes.replay;

import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

import ems.routes.telemetry.QuotedText;

/** The first line of a file: which column stands where. Columns that are not asked for are passed over. */
final class Header {

    private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);

    private final String file;
    private final List<String> columns;

    private Header(String file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** @throws IllegalArgumentException if there is no header that can be read */
    static Header of(String file, @Nullable CsvLine line) {
        if (line == null) {
            throw new IllegalArgumentException(file + ":1: the file is empty, it needs a line with column names");
        }
        if (line.fault() != null) {
            throw new IllegalArgumentException(file + ":1: " + line.fault());
        }
        try {
            var record = CSV.ofSingleCsvRecord(line.text());
            return new Header(
                    file, record.getFields().stream().map(String::strip).toList());
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(
                    file + ":1: the column names are not CSV: " + QuotedText.of(line.text()), e);
        }
    }

    /**
     * Where the column stands, from 0.
     *
     * @throws IllegalArgumentException if it is missing or stands twice; names the columns that were found
     */
    int position(String column) {
        int position = columns.indexOf(column);
        if (position < 0) {
            throw new IllegalArgumentException(
                    file + ":1: no column '" + column + "'; found: " + String.join(", ", columns));
        }
        if (columns.lastIndexOf(column) != position) {
            throw new IllegalArgumentException(file + ":1: column '" + column + "' stands twice");
        }
        return position;
    }

    /**
     * The cells of a line, as many as the header has names.
     *
     * @throws IllegalArgumentException if the line is cut off, has too many cells or is no CSV
     */
    CsvRecord cells(CsvLine line) {
        if (line.fault() != null) {
            throw new IllegalArgumentException(line.fault());
        }
        try {
            var cells = CSV.ofSingleCsvRecord(line.text());
            if (cells.getFieldCount() == columns.size()) {
                return cells;
            }
            throw new IllegalArgumentException("the line has " + cells.getFieldCount() + " cells, the header "
                    + columns.size()
                    + (cells.getFieldCount() > columns.size() ? ": is there a decimal comma?" : ": is it cut off?"));
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("the line is not CSV: a quote is open or out of place", e);
        }
    }
}
