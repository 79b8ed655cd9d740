package ems.study.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ems.market.csv.CsvCell;
import ems.market.quantity.Digits;
import ems.market.quantity.Energy;

/**
 * A CSV file (RFC 4180) in UTF-8 with one header row; lines end in LF. Cells come finished, see {@link Cells}, or as the
 * numbers that they show; a study writes a hundred million of them.
 */
public final class CsvFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    /** Bytes of a separator and the longest number. */
    private static final int NUMBER = 24;

    /** Some readers pass over a line that starts with it. */
    private static final char COMMENT = '#';

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final int columns;
    private int length;
    private int cells;

    public CsvFile(Path file, List<String> header) {
        try {
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        columns = header.size();
        row(header.toArray(String[]::new));
    }

    public static void write(Path file, List<String> header, List<List<String>> rows) {
        try (var csv = new CsvFile(file, header)) {
            rows.forEach(row -> csv.row(row.toArray(String[]::new)));
        }
    }

    /** A whole row. */
    public void row(String... all) {
        for (String cell : all) {
            text(cell);
        }
        end();
    }

    /** The next cell of the row. */
    public CsvFile text(String cell) {
        begin(cell.length());
        if (cell.length() > BUFFER - NUMBER || !isWrittenAsItIs(cell)) {
            bytes(quotedIfNeeded(cell).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Writes ASCII that needs no quotes; of any other text nothing stays. */
    private boolean isWrittenAsItIs(String cell) {
        int at = length;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c < ' ' || c > '~' || c == CsvCell.SEPARATOR || c == CsvCell.QUOTE || c == COMMENT) {
                return false;
            }
            buffer[at++] = (byte) c;
        }
        length = at;
        return true;
    }

    private String quotedIfNeeded(String cell) {
        return cells == 1 && cell.charAt(0) == COMMENT ? CsvCell.quoted(cell) : CsvCell.written(cell);
    }

    private void bytes(byte[] text) {
        flush();
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next cell of the row, with nine decimals. */
    public CsvFile kilowattHours(Energy energy) {
        return decimal(Cells.nanoKilowattHours(energy), Cells.KILOWATT_HOUR_DECIMALS);
    }

    /** The next cell of the row. */
    public CsvFile number(long number) {
        return decimal(number, 0);
    }

    /**
     * The next cell of the row, with a decimal point.
     *
     * @param units in 10^-decimals
     * @param decimals in [0, 18], all of which are shown
     */
    public CsvFile decimal(long units, int decimals) {
        begin(0);
        if (units < 0) {
            buffer[length++] = '-';
        }
        int digits = Math.max(Digits.count(units), decimals + 1);
        int end = length + digits;
        int first = Digits.write(units, buffer, end);
        while (first > length) {
            buffer[--first] = '0';
        }
        length = decimals == 0 ? end : withPoint(end, decimals);
        return this;
    }

    /** Moves the last digits one place on, and sets the point before them. */
    private int withPoint(int end, int decimals) {
        int point = end - decimals;
        for (int i = end; i > point; i--) {
            buffer[i] = buffer[i - 1];
        }
        buffer[point] = '.';
        return end + 1;
    }

    /** Makes room for a cell, or for any number. */
    private void begin(int characters) {
        if (length + characters + NUMBER > BUFFER) {
            flush();
        }
        if (cells > 0) {
            buffer[length++] = CsvCell.SEPARATOR;
        }
        cells++;
    }

    /** Ends the row. */
    public void end() {
        if (cells != columns) {
            throw new IllegalStateException("a row of " + cells + " cells under " + columns + " headings");
        }
        cells = 0;
        if (length == BUFFER) {
            flush();
        }
        buffer[length++] = '\n';
    }

    private void flush() {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }

    @Override
    public void close() {
        try (out) {
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
