package ems.chains.evm;

import java.util.Locale;

/** An account or a contract of a chain. Text: {@code 0x} and 40 hex digits, lower case. */
public record Address(String text) {

    public Address {
        if (text == null || !text.matches("0x[0-9a-f]{40}")) {
            throw new IllegalArgumentException("'" + text + "' is not an address like 0x and 40 hex digits");
        }
    }

    /** Reads one in any letter case. */
    public static Address parse(String text) {
        return new Address(text.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return text;
    }
}
