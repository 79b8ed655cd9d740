package ems.routes.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads a file of UTF-8 text line by line, plain or gzipped, in memory that does not grow with its lines: of a line
 * above {@value #LONGEST} characters only the beginning is kept, and it is marked as faulty. A damaged file ends with a
 * faulty line.
 */
final class CsvLines implements Closeable {

    static final int LONGEST = 262_144;
    private static final int KEPT_OF_TOO_LONG = 1_000;
    private static final int CHUNK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final LenientInputStream bytes;
    private final Reader reader;
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder begun = new StringBuilder();
    private int position;
    private int limit;
    private long number;
    private boolean ended;

    private CsvLines(InputStream in) {
        this.bytes = new LenientInputStream(in);
        this.reader = new InputStreamReader(bytes, UTF_8);
    }

    static CsvLines of(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            boolean zipped = file.toString().endsWith(".gz");
            return new CsvLines(zipped ? new GZIPInputStream(in, CHUNK) : in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Up to so many lines; none when the file has ended. */
    List<CsvLine> next(int most) {
        List<CsvLine> lines = new ArrayList<>(Math.min(most, 1_024));
        while (lines.size() < most) {
            var line = next();
            if (line == null) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    /** Null when the file has ended. */
    @Nullable
    CsvLine next() {
        begun.setLength(0);
        boolean tooLong = false;
        int next = read();
        while (next >= 0 && next != '\n') {
            if (begun.length() < LONGEST) {
                begun.append((char) next);
            } else {
                tooLong = true;
            }
            next = read();
        }
        return next < 0 ? last(tooLong) : line(tooLong);
    }

    /** The next character; below 0 when the file has ended. */
    private int read() {
        if (position == limit) {
            position = 0;
            try {
                limit = Math.max(0, reader.read(chunk));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return position < limit ? chunk[position++] : -1;
    }

    private @Nullable CsvLine last(boolean tooLong) {
        if (ended) {
            return null;
        }
        ended = true;
        if (bytes.damage().isPresent()) {
            number++;
            return new CsvLine(
                    number,
                    beginning(),
                    "the file is damaged from here on: " + bytes.damage().get().getMessage());
        }
        return begun.length() == 0 ? null : line(tooLong);
    }

    private CsvLine line(boolean tooLong) {
        number++;
        if (tooLong) {
            return new CsvLine(number, beginning(), "the line is longer than " + LONGEST + " characters");
        }
        int from = number == 1 && begun.length() > 0 && begun.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int to = begun.length();
        if (to > from && begun.charAt(to - 1) == '\r') {
            to--;
        }
        return new CsvLine(number, begun.substring(from, to), null);
    }

    private String beginning() {
        return begun.substring(0, Math.min(begun.length(), KEPT_OF_TOO_LONG));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
