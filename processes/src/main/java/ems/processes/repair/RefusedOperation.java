package ems.processes.repair;

/** What the engine's tools offer and no period takes, each with the reason and what to do instead. */
public enum RefusedOperation {
    VARIABLES(
            "the variables of a period are its key and what its tasks answered, and without them no task finds its period."),
    NODE("the tasks of a period come in the order of its diagram, and its wait ends when the clock closes the exchange"
            + " window."),
    MIGRATION("a period is run to its end by the process that it began with."),
    JOB("this market has no jobs: its clock starts and ends the periods."),
    PERSONS_TASK("no task of this market waits for a person."),
    WITHOUT_REASON("whoever changes a period says why, which this tool cannot take."),
    OTHER("it is not for the periods of this market.");

    private static final String INSTEAD =
            " To retry or skip the failed step of a period, or to abort a period, open /operations/ or post to"
                    + " /api/grids/GRID/operations/START/retry, skip or abort.";

    private final String reason;

    RefusedOperation(String reason) {
        this.reason = reason;
    }

    String words() {
        return reason + INSTEAD;
    }

    /** @param mutation its name in GraphQL */
    static RefusedOperation ofMutation(String mutation) {
        if (RepairOrder.isMutation(mutation)) {
            return WITHOUT_REASON;
        }
        if (mutation.equals("ProcessInstanceUpdateVariables")) {
            return VARIABLES;
        }
        if (mutation.startsWith("NodeInstance")) {
            return NODE;
        }
        if (mutation.startsWith("Job")) {
            return JOB;
        }
        return mutation.startsWith("UserTask") ? PERSONS_TASK : OTHER;
    }
}
