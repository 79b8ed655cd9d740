package ems.market.ledger;

import ems.market.record.PeriodRecord;

/** A step was asked of a period that is settled or abandoned. */
public final class PeriodClosed extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final transient PeriodRecord record;

    public PeriodClosed(PeriodRecord record) {
        super(record.key() + " has ended and takes no further step");
        this.record = record;
    }

    /** What the period recorded until it ended. */
    public PeriodRecord record() {
        return record;
    }
}
