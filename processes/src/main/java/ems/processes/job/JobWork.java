package ems.processes.job;

/** What a job does, on the thread of the jobs. */
@FunctionalInterface
public interface JobWork {

    /**
     * Does it.
     *
     * @param progress to be told often: whoever cancels waits for the next time
     * @throws JobFailed if there is no result, with a sentence that says why
     */
    JobResult run(JobProgress progress);
}
