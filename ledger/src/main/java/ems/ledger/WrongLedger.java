package ems.ledger;

import ems.ledger.Verification.Wrong;

/** Ends a verification at the first wrong entry. */
final class WrongLedger extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Wrong wrong;

    WrongLedger(Wrong wrong) {
        super(wrong.toString());
        this.wrong = wrong;
    }

    Wrong wrong() {
        return wrong;
    }
}
