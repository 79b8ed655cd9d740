package ems.market.matching.solver;

import ems.market.matching.MatchingUnavailable;

/** Long work looks here now and then whether anyone still waits for it. */
public final class Stopped {

    private Stopped() {}

    /** @throws MatchingUnavailable if the thread is interrupted: the caller has stopped waiting */
    public static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MatchingUnavailable("optimal matching was stopped");
        }
    }
}
