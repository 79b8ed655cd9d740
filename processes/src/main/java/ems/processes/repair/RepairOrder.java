package ems.processes.repair;

import java.util.Arrays;

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

    /** Whether it is what GraphQL calls one of them. */
    static boolean isMutation(String name) {
        return Arrays.stream(values()).anyMatch(order -> order.mutation.equals(name));
    }

    /** What the period is afterwards, or its step. */
    String done() {
        return done;
    }
}
