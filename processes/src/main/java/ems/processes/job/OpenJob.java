package ems.processes.job;

/** A job that waits or runs. */
final class OpenJob implements JobProgress {

    final JobWork work;
    private volatile Job job;
    private volatile boolean cancelled;

    OpenJob(Job job, JobWork work) {
        this.job = job;
        this.work = work;
    }

    Job job() {
        return job;
    }

    void cancel() {
        cancelled = true;
    }

    void begin() {
        job = job.at(0, 0, "begins");
    }

    @Override
    public void at(long done, long total, String words) {
        if (done < 0 || done > total) {
            throw new IllegalArgumentException("progress " + done + " is outside [0, " + total + "]");
        }
        if (cancelled) {
            throw new JobCancelled();
        }
        job = job.at(done, total, words);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
