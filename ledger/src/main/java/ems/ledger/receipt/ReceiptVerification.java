package ems.ledger.receipt;

/** What an offline check of a receipt found; {@link #toString()} writes it in a line. */
public sealed interface ReceiptVerification {

    /**
     * Everything follows.
     *
     * @param words who moved how much for how much, and on whose word
     */
    record Verified(String words) implements ReceiptVerification {

        @Override
        public String toString() {
            return "verified: " + words;
        }
    }

    /**
     * The first place where something does not follow.
     *
     * @param line its number in the file, from 1
     * @param check that it fails
     */
    record Wrong(int line, ReceiptCheck check, String why) implements ReceiptVerification {

        @Override
        public String toString() {
            return "wrong: line " + line + ": " + why.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
