package ems.ledger.contract;

/** A contract's no. */
final class Refuse {

    private Refuse() {}

    static void when(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
