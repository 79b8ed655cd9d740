package ems.study.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ems.market.quantity.Digits;
import ems.market.quantity.Energy;
import ems.market.text.CsvCell;
import ems.market.text.SpelledText;

/**
 * A CSV file (RFC 4180) in UTF-8 with one header row; lines end in LF. Cells come finished, see {@link Cells}, or as the
 * numbers that they show; a study writes a hundred million of them.
 */
public final class CsvFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    /** Bytes of a separator and the longest number. */
    private static final int NUMBER = 24;

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
        begin();
        boolean looksLikeAComment = cells == 1 && !cell.isEmpty() && cell.charAt(0) == CsvCell.COMMENT;
        append((looksLikeAComment ? CsvCell.quoted(cell) : CsvCell.written(cell)).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The next cell of the row, whose bytes are kept. */
    public CsvFile text(SpelledText cell) {
        byte[] plain = cell.plain();
        if (plain == null) {
            return text(cell.toString());
        }
        begin();
        append(plain);
        return this;
    }

    private void append(byte[] text) {
        if (length + text.length > BUFFER) {
            flush();
        }
        if (text.length > BUFFER) {
            write(text, text.length);
        } else {
            System.arraycopy(text, 0, buffer, length, text.length);
            length += text.length;
        }
    }

    /** The next cell of the row, with nine decimals. */
    public CsvFile kilowattHours(Energy energy) {
        return signedKilowattHours(false, energy);
    }

    /** The next cell of the row, with nine decimals; what is below zero has its sign even where none of them shows it. */
    public CsvFile signedKilowattHours(boolean negative, Energy size) {
        return decimal(negative, Cells.nanoKilowattHours(size), Cells.KILOWATT_HOUR_DECIMALS);
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
        return decimal(units < 0, units, decimals);
    }

    private CsvFile decimal(boolean negative, long units, int decimals) {
        begin();
        if (negative) {
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

    /** Makes room for any number. */
    private void begin() {
        if (length + NUMBER > BUFFER) {
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
        write(buffer, length);
        length = 0;
    }

    private void write(byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
