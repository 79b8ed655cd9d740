package ems.processes.job;

/** Somebody cancelled the job, or the market stops: its work ends here. */
public final class JobCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobCancelled() {
        super("cancelled");
    }
}
