package ems.market.ledger;

import org.jspecify.annotations.Nullable;

/** Failure: the place where roots are published did not take one; the block is queued and published later. */
public final class AnchorUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AnchorUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
