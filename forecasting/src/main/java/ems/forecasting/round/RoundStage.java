package ems.forecasting.round;

import java.util.Locale;

/** How far a round of masked updates is. */
public enum RoundStage {
    /** Who takes part says so. */
    ANNOUNCING,
    /** Those on the list send their masked updates. */
    MASKING,
    /** All have sent theirs, and show the seeds of their own masks. */
    UNMASKING,
    /** Nothing more is taken. */
    OVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no stage has this word */
    public static RoundStage of(String word) {
        for (RoundStage stage : values()) {
            if (stage.word().equals(word)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no stage of a round");
    }
}
