package ems.ledger.contract;

import java.util.function.Supplier;

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

    /** The message is only made if it is needed: a block of a large grid asks a hundred thousand times. */
    public static void when(boolean wrong, Supplier<String> why) {
        if (wrong) {
            throw new IllegalArgumentException(why.get());
        }
    }

    /** Returns the value if there is one. */
    static <T> T ifMissing(@Nullable T value, String why) {
        return ifMissing(value, () -> why);
    }

    /** Returns the value if there is one. */
    static <T> T ifMissing(@Nullable T value, Supplier<String> why) {
        if (value == null) {
            throw new IllegalArgumentException(why.get());
        }
        return value;
    }
}
