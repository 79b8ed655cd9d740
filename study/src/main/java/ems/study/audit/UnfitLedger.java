package ems.study.audit;

/** A ledger that cannot be that of its run. */
final class UnfitLedger extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String run;

    UnfitLedger(String run, RuntimeException why) {
        super("its ledger does not fit the scenario and its data: " + why.getMessage(), why);
        this.run = run;
    }

    String run() {
        return run;
    }
}
