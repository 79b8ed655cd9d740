package ems.processes.operations;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

import ems.console.page.Problem;

/** Nothing was done, for a reason that the person is told. */
public final class OrderRefused extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private OrderRefused(Status status, String problem) {
        super(problem, Problem.of(status.getStatusCode(), problem).response());
    }

    public static OrderRefused unknown(String problem) {
        return new OrderRefused(Status.NOT_FOUND, problem);
    }

    public static OrderRefused notAllowed(String problem) {
        return new OrderRefused(Status.FORBIDDEN, problem);
    }

    /** It does not fit how things stand. */
    public static OrderRefused conflict(String problem) {
        return new OrderRefused(Status.CONFLICT, problem);
    }
}
