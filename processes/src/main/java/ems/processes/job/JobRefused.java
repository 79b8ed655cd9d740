package ems.processes.job;

import java.util.Locale;
import jakarta.ws.rs.WebApplicationException;

import ems.console.page.Problem;

/** Nothing was started or cancelled, for a reason that the person is told. */
public final class JobRefused extends WebApplicationException {

    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private JobRefused(int status, String problem) {
        super(problem, Problem.of(status, problem).response());
    }

    static JobRefused unknown(long id) {
        return new JobRefused(NOT_FOUND, "There is no job " + id + ": it is too old, or was never started.");
    }

    static JobRefused ended(Job job) {
        return new JobRefused(
                CONFLICT,
                "Job " + job.id() + " has ended already: it is "
                        + job.state().name().toLowerCase(Locale.ROOT) + ".");
    }

    static JobRefused noTable(Job job) {
        return new JobRefused(NOT_FOUND, "Job " + job.id() + " has no table beside its result.");
    }

    static JobRefused enoughOfThisPerson(int open) {
        return new JobRefused(
                UNAVAILABLE,
                "You have " + open + " jobs that wait or run: cancel one of them, or wait until one has ended.");
    }

    static JobRefused full(int waiting) {
        return new JobRefused(
                UNAVAILABLE, waiting + " jobs wait already: cancel one of them, or wait until one has ended.");
    }
}
