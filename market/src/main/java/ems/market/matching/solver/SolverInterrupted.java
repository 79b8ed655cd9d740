package ems.market.matching.solver;

/** Failure: the thread of a solver was interrupted, because its caller has stopped waiting. */
public final class SolverInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1;

    private SolverInterrupted() {
        super("the solver's thread was interrupted");
    }

    /**
     * Long work calls this now and then.
     *
     * @throws SolverInterrupted if the thread is interrupted
     */
    public static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new SolverInterrupted();
        }
    }
}
