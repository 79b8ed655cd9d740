package ems.features.crash;

/** Where in a period the market is killed: as a task begins, or while the exchange window is open. In order. */
enum Moment {
    COLLECT_BIDS("collectBids"),
    FORECAST("forecast"),
    VERIFY_AND_LIMIT("verifyAndLimit"),
    MATCH("match"),
    EXCHANGE_WINDOW("match"),
    MEASURE_EXCHANGE("measureExchange"),
    SETTLE("settle"),
    ANCHOR("anchor");

    private final String task;

    Moment(String task) {
        this.task = task;
    }

    /** The moment of this kill, counted from 0: each in turn. */
    static Moment of(int kill) {
        return values()[kill % values().length];
    }

    boolean isIn(Task begun) {
        return task.equals(begun.name());
    }

    /** Whether the period was matched for certain by then: from there on it may not be lost. */
    boolean isAfterMatching() {
        return compareTo(EXCHANGE_WINDOW) >= 0;
    }
}
