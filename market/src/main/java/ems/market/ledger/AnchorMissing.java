package ems.market.ledger;

/** Failure: the place where roots are published does not hold all earlier ones, never had them or lost them. */
public final class AnchorMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long next;

    /** @param next height that the target takes now: the heights from there on are to be published before the one refused */
    public AnchorMissing(String message, long next) {
        super(message);
        this.next = next;
    }

    public long next() {
        return next;
    }
}
