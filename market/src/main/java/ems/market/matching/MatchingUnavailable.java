package ems.market.matching;

/**
 * Failure: no proven matching within the time; the greedy matcher takes over. A cause, if there is one, is a bug or a lack of
 * memory that somebody should look at.
 */
public final class MatchingUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MatchingUnavailable(String message) {
        super(message);
    }

    public MatchingUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
