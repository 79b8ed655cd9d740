package ems.ledger.export;

/** Ends a verification at the first wrong entry. */
public final class WrongLedger extends Exception {

    private static final long serialVersionUID = 1;

    private final transient WrongEntry wrong;

    public WrongLedger(WrongEntry wrong) {
        super(wrong.toString());
        this.wrong = wrong;
    }

    public WrongEntry wrong() {
        return wrong;
    }
}
