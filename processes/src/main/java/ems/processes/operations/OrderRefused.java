package ems.processes.operations;

import java.util.Map;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Nothing was done, for a reason that the person is told. */
public final class OrderRefused extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private OrderRefused(Status status, String problem) {
        super(
                problem,
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(Map.of("problem", problem))
                        .build());
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
