package ems.processes.job;

/** A job that waits or runs. */
final class OpenJob implements JobProgress {

    final JobWork work;
    private final String person;
    private volatile Job job;
    private volatile boolean cancelled;
    private volatile boolean cutShort;
    private boolean begun;

    OpenJob(Job job, String person, JobWork work) {
        this.job = job;
        this.person = person;
        this.work = work;
    }

    boolean isOf(String other) {
        return person.equals(other);
    }

    Job job() {
        return job;
    }

    /** @return whether its work has not begun, and never will */
    synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        return first && !begun;
    }

    /** Has it end because the market does, unless somebody cancelled it before. */
    synchronized void cutShort() {
        cutShort |= !cancelled;
        cancelled = true;
    }

    /** Whether it ends because the market does. */
    boolean isCutShort() {
        return cutShort;
    }

    /** @return false if it was cancelled before */
    synchronized boolean begin() {
        if (cancelled) {
            return false;
        }
        begun = true;
        job = job.at(0, 0, "begins");
        return true;
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
