package ems.study.whatif;

import java.util.Arrays;
import java.util.Locale;

/** What a what-if lets the draft decide. */
public enum WhatIfMode {
    /** The recorded pairs and exchanges, at the draft's prices: exact, as nobody is paired by price. */
    PRICES,
    /** Who takes part, within which limits, and who is paired: each minute from what was recorded of it. */
    LIMITS,
    /** All of it: the range run again as a market, one period following from the other. */
    DAY;

    /** As it is written: {@code prices}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static WhatIfMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'mode' is '" + text + "', and should be prices (the same trades at other prices), limits"
                                + " (limits and participation, each minute for itself) or day (the range as it might"
                                + " have been, other trades following from other trades)."));
    }
}
