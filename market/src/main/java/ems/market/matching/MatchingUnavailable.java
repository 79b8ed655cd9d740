package ems.market.matching;

/** Failure: no proven matching within the time; the greedy matcher takes over. */
public final class MatchingUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MatchingUnavailable(String message) {
        super(message);
    }
}
