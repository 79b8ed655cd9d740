package ems.processes.job;

/** How far a job is. */
public enum JobState {
    /** Another one runs. */
    WAITING,
    RUNNING,
    /** There is a result. */
    DONE,
    /** There is a sentence that says why not. */
    FAILED,
    CANCELLED,
    /** The market ended before the job did. */
    INTERRUPTED;

    /** Whether it will not change any more. */
    public boolean isEnd() {
        return this != WAITING && this != RUNNING;
    }
}
