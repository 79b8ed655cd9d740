package ems.ledger.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, as they are hashed. A line ends with LF and nothing else. */
final class LineReader {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long taken;
    private boolean torn;
    private byte @Nullable [] peeked;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** What {@link #next} will give. */
    byte @Nullable [] peek() throws IOException {
        if (peeked == null) {
            peeked = read();
        }
        return peeked;
    }

    /** The next line without its end; null after the last one. */
    byte @Nullable [] next() throws IOException {
        byte[] line = peek();
        peeked = null;
        return line;
    }

    private byte @Nullable [] read() throws IOException {
        int end = from;
        while (true) {
            if (end == to) {
                int scanned = end - from;
                if (!fill()) {
                    return rest();
                }
                end = from + scanned;
            }
            if (buffer[end] == '\n') {
                byte[] line = Arrays.copyOfRange(buffer, from, end);
                taken += end + 1 - from;
                from = end + 1;
                return line;
            }
            end++;
        }
    }

    /** Bytes before the next line. */
    long position() {
        return peeked == null ? taken : taken - peeked.length - 1;
    }

    /** Whether the last line that was read is without its end. */
    boolean isTorn() {
        return torn;
    }

    private byte @Nullable [] rest() {
        torn = from < to;
        byte[] line = torn ? Arrays.copyOfRange(buffer, from, to) : null;
        from = to;
        return line;
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        } else if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }
}
