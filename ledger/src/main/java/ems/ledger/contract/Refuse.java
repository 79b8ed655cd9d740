package ems.ledger.contract;

import org.jspecify.annotations.Nullable;

/** Refuses what breaks a rule. */
public final class Refuse {

    private Refuse() {}

    /** @throws IllegalArgumentException with this message if it is wrong */
    public static void when(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }

    /** Returns the value if there is one. */
    static <T> T ifMissing(@Nullable T value, String why) {
        if (value == null) {
            throw new IllegalArgumentException(why);
        }
        return value;
    }
}
