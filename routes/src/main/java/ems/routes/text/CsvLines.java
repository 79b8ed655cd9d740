package ems.routes.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link TextFile} line by line, in memory that does not grow with its lines: of a line above
 * {@value #LONGEST} characters only the beginning is kept, and it is marked as faulty. A damaged file ends with a faulty
 * line.
 */
public final class CsvLines implements Closeable {

    static final int LONGEST = 262_144;
    private static final int KEPT_OF_TOO_LONG = 1_000;
    private static final int CHUNK = 1 << 16;

    private final LenientInputStream bytes;
    private final Reader reader;
    private final Charset charset;
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder begun = new StringBuilder();
    private int position;
    private int limit;
    private long number;
    private boolean ended;

    private CsvLines(TextFile text) {
        this.bytes = text.bytes();
        this.reader = text.reader();
        this.charset = text.charset();
    }

    public static CsvLines of(Path file) throws IOException {
        return new CsvLines(TextFile.open(file));
    }

    public Charset charset() {
        return charset;
    }

    /** Up to so many lines; none when the file has ended. */
    public List<CsvLine> next(int most) {
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
    public @Nullable CsvLine next() {
        begun.setLength(0);
        boolean tooLong = false;
        while (hasMore()) {
            int end = position;
            while (end < limit && chunk[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - position, LONGEST - begun.length());
            begun.append(chunk, position, kept);
            tooLong = tooLong || kept < end - position;
            position = end + 1;
            if (end < limit) {
                return line(tooLong);
            }
        }
        return last(tooLong);
    }

    private boolean hasMore() {
        if (position >= limit) {
            position = 0;
            try {
                limit = Math.max(0, reader.read(chunk));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return position < limit;
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
        int to = begun.length();
        if (to > 0 && begun.charAt(to - 1) == '\r') {
            to--;
        }
        return new CsvLine(number, begun.substring(0, to), null);
    }

    private String beginning() {
        return begun.substring(0, Math.min(begun.length(), KEPT_OF_TOO_LONG));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
