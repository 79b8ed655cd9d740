package ems.chains.iota;

import java.util.HexFormat;
import java.util.Locale;

/** An object or a package on IOTA's layer 1. Text: {@code 0x} and 64 hex digits, lower case. */
public record ObjectId(String text) {

    private static final int DIGITS = 64;

    public ObjectId {
        if (text == null || !text.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + text + "' is not an object's id like 0x and 64 hex digits");
        }
    }

    /** Reads one in any letter case; zeros first may be left out. */
    public static ObjectId parse(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("0x[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("'" + text + "' is not an object's id like 0x and 64 hex digits");
        }
        return new ObjectId("0x" + "0".repeat(DIGITS + 2 - digits.length()) + digits.substring(2));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(text.substring(2));
    }

    @Override
    public String toString() {
        return text;
    }
}
