package ems.ledger.receipt;

import org.jspecify.annotations.Nullable;

/** A file that is no receipt. */
public final class BrokenReceipt extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String why;

    BrokenReceipt(int line, String why, @Nullable Throwable cause) {
        super("line " + line + ": " + why, cause);
        this.line = line;
        this.why = why;
    }

    /** Number of the first line that is wrong, from 1. */
    public int line() {
        return line;
    }

    String why() {
        return why;
    }
}
