package ems.market.record;

import java.util.Set;

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

    /** Whether a period that has done these steps is settled or abandoned: it takes no further step. */
    public static boolean isClosed(Set<Step> done) {
        return done.contains(SETTLE) || done.contains(ABANDON);
    }

    /** Whether a period that has done these steps is closed, or was never more than an enrolment: nothing is left to do. */
    public static boolean isEnded(Set<Step> done) {
        return isClosed(done) || done.stream().allMatch(step -> step == ENROL);
    }
}
