package ems.market.matching;

/** Failure: the matcher did not answer within its time; the greedy matcher takes over. */
public final class MatchingOverBudget extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MatchingOverBudget(String message) {
        super(message);
    }
}
