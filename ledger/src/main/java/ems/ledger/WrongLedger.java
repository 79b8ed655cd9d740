package ems.ledger;


/** Ends a verification at the first wrong entry. */
final class WrongLedger extends Exception {

    private static final long serialVersionUID = 1;

    private final transient WrongEntry wrong;

    WrongLedger(WrongEntry wrong) {
        super(wrong.toString());
        this.wrong = wrong;
    }

    WrongEntry wrong() {
        return wrong;
    }
}
