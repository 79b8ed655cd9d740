package ems.market.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Cells of comma-separated values (RFC 4180). */
public final class CsvCell {

    public static final char SEPARATOR = ',';
    public static final char QUOTE = '"';
    /** Some readers pass over a line that starts with it. */
    public static final char COMMENT = '#';

    private CsvCell() {}

    /** As it is written: in quotes where it holds a comma, a quote or a line end. */
    public static String written(String text) {
        return needsQuotes(text) ? quoted(text) : text;
    }

    /** Whether a reader would take it for more than one cell, or for another one. */
    public static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == SEPARATOR || c == QUOTE || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    /** In quotes, whether it needs them or not; those inside are doubled. */
    public static String quoted(String text) {
        return QUOTE + text.replace("\"", "\"\"") + QUOTE;
    }

    /** A whole line, with its end. */
    public static String line(String... cells) {
        return Arrays.stream(cells).map(CsvCell::written).collect(Collectors.joining(",", "", "\n"));
    }
}
