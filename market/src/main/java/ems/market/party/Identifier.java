package ems.market.party;

/** Identifiers travel in file names, business keys and ledger records: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, no dot first. */
final class Identifier {

    private static final int MAX_LENGTH = 64;

    private Identifier() {}

    /** The text, if it is one. */
    static String checked(String what, String text) {
        boolean good = text != null && !text.isEmpty() && text.length() <= MAX_LENGTH && text.charAt(0) != '.';
        for (int i = 0; good && i < text.length(); i++) {
            good = allowed(text.charAt(i));
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "'" + shortened(text) + "' is not a " + what + ": 1 to 64 of A-Z a-z 0-9 . _ - and no dot first");
        }
        return text;
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static String shortened(String text) {
        return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
