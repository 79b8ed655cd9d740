package ems.processes.job;

/** A job has no result; the message says why, in a sentence for who wanted it. */
public final class JobFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailed(String sentence) {
        super(sentence);
    }
}
