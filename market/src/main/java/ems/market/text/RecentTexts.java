package ems.market.text;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of texts in a file. Those that were asked for lately are found again, as names, times and rules stand in many lines. Not
 * thread-safe.
 */
public final class RecentTexts {

    private static final int SLOTS = 1 << 12;

    private final Function<String, byte[]> spelling;
    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final byte[][] spelled = new byte[SLOTS][];

    /** @param spelling the bytes of a text, always the same; throws if the file cannot hold it */
    public RecentTexts(Function<String, byte[]> spelling) {
        this.spelling = spelling;
    }

    /** Do not change them. */
    public byte[] of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        if (!text.equals(texts[slot])) {
            spelled[slot] = spelling.apply(text);
            texts[slot] = text;
        }
        return spelled[slot];
    }
}
