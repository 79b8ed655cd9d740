package ems.ledger.contract;

/** What a contract holds under one key: typed, so that the next block need not read it again. */
sealed interface Held permits Held.Words, HeldEnergy, Balance {

    /** The value as it stands in a line of the state. */
    String text();

    /** Writes the same text. */
    void writeTo(StateLine line);

    /** A text. */
    record Words(String text) implements Held {

        @Override
        public void writeTo(StateLine line) {
            line.words(text);
        }
    }
}
