package ems.processes.operations;

/**
 * What became of an order that was carried out.
 *
 * @param words one or two sentences
 * @param trail its number in the trail
 */
public record OrderAnswer(Outcome outcome, String words, long trail) {

    /** How it went. */
    public enum Outcome {
        DONE,
        /** The step was tried and failed once more. */
        FAILED_AGAIN
    }
}
