package ems.market.direct;

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

    /**
     * The word of a setting.
     *
     * @throws IllegalArgumentException if there is no such word; names the setting, the word and those that there are
     */
    public static DirectTrade ofSetting(String setting, String word) {
        try {
            return ofWord(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage() + ": write one of the two", e);
        }
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
