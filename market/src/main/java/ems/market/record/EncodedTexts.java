package ems.market.record;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Spells the texts of entries in UTF-8. Those that were spelled lately are found again, as names and rules stand in many lines.
 * Not thread-safe.
 */
final class EncodedTexts {

    private static final int SLOTS = 1 << 12;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final byte[][] spelled = new byte[SLOTS][];

    /** @throws IllegalArgumentException if the text would break a line */
    byte[] of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        if (!text.equals(texts[slot])) {
            var line = new EntryWriter(text);
            spelled[slot] = Arrays.copyOf(line.bytes(), line.length());
            texts[slot] = text;
        }
        return spelled[slot];
    }
}
