package ems.ledger.key;

/** Names that a signer may have: they stand in files' names, in notes, and in commands that people copy. */
public final class SignerName {

    private static final String PLAIN = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";

    private SignerName() {}

    /** @throws IllegalArgumentException if it is not 1 to 64 of A-Z a-z 0-9 . _ - with no dot first */
    public static void refuseUnlessPlain(String name) {
        if (!name.matches(PLAIN)) {
            throw new IllegalArgumentException(
                    "a signer's name is not 1 to 64 of A-Z a-z 0-9 . _ - with no dot first: '" + name + "'");
        }
    }
}
