package ems.market.record;

/** The steps of a matching period, in order; each is done once per grid and period. */
public enum Step {
    ENROL("Enrol"),
    COLLECT_BIDS("Collect bids"),
    FORECAST("Forecast"),
    VERIFY_AND_LIMIT("Verify and limit"),
    MATCH("Match"),
    MEASURE_EXCHANGE("Measure exchange"),
    SETTLE("Settle"),
    ABANDON("Abandon");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** As on the process diagram. */
    public String words() {
        return words;
    }
}
