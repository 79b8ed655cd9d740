package ems.processes.repair;

/** What an operator may order of a period. */
public enum RepairOrder {
    /** The failed step again. */
    RETRY("ProcessInstanceRetry", "retried"),
    /** On behind the failed step. */
    SKIP("ProcessInstanceSkip", "skipped"),
    /** The end of the period, without settlement. */
    ABORT("ProcessInstanceAbort", "aborted");

    private final String mutation;
    private final String done;

    RepairOrder(String mutation, String done) {
        this.mutation = mutation;
        this.done = done;
    }

    /** Its name in GraphQL. */
    String mutation() {
        return mutation;
    }

    /** What the period is afterwards, or its step. */
    String done() {
        return done;
    }
}
