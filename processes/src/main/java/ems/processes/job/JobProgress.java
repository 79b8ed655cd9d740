package ems.processes.job;

/** How far a job is: told by its work, read by who waits. */
public interface JobProgress {

    /**
     * Says how far the work is.
     *
     * @param done in [0, total]
     * @param words what is done just now, such as {@code replaying 12:04 of 29 November}
     * @throws JobCancelled if it is to end here
     */
    void at(long done, long total, String words);

    /**
     * For work that cannot say yet how far it is.
     *
     * @throws JobCancelled if it is to end here
     */
    default void look() {
        if (isCancelled()) {
            throw new JobCancelled();
        }
    }

    /** Whether it is to end, for work that cannot end just now. */
    boolean isCancelled();
}
