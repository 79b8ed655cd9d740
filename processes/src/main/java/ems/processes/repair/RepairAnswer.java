package ems.processes.repair;

/**
 * What became of an order.
 *
 * @param words one or two sentences for the operator: what was done, or why nothing was and what to do instead
 */
public record RepairAnswer(Kind kind, String words) {

    /** Whether something was done. */
    public enum Kind {
        DONE,
        /** The step was tried and failed once more. */
        FAILED,
        /** The order does not fit the period as it stands: nothing was done. */
        REFUSED
    }

    static RepairAnswer refused(String words) {
        return new RepairAnswer(Kind.REFUSED, words);
    }
}
