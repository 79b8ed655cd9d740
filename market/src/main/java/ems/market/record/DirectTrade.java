package ems.market.record;

import java.util.Locale;

/** Whether homes trade with homes. */
public enum DirectTrade {
    /** Never. */
    NONE,
    /** Those that the EVs leave, by size. */
    LEFTOVERS;

    /** Its name in files and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such word */
    public static DirectTrade ofWord(String word) {
        for (DirectTrade each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is neither 'none' nor 'leftovers'");
    }
}
