package ems.market.text;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** A text that stands in many lines of files, with its bytes, which are made once: as the first file asks for them. */
public final class SpelledText {

    private static final byte[] NOT_PLAIN = {};

    private final String text;
    private volatile byte @Nullable [] bytes;

    public SpelledText(String text) {
        this.text = text;
    }

    /**
     * The bytes if every file takes the text as it is: printable ASCII, and none of {@code | , " #}. Otherwise null. Do not change them.
     */
    public byte @Nullable [] plain() {
        byte[] known = bytes;
        if (known == null) {
            known = isPlain(text) ? text.getBytes(StandardCharsets.US_ASCII) : NOT_PLAIN;
            bytes = known;
        }
        return known == NOT_PLAIN ? null : known;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' '
                    || c > '~'
                    || c == '|'
                    || c == CsvCell.SEPARATOR
                    || c == CsvCell.QUOTE
                    || c == CsvCell.COMMENT) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
