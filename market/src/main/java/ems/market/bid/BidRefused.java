package ems.market.bid;

/** The door did not take a signed bid, and nothing of it was kept. */
public final class BidRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient BidRefusal refusal;

    public BidRefused(BidRefusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public BidRefusal refusal() {
        return refusal;
    }
}
