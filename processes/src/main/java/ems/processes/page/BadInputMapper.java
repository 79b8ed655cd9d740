package ems.processes.page;

import java.util.Map;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Bad input is answered with its value, unit and bound, not with a stack trace. The process engine brings a mapper of the same
 * exception: this one goes first.
 */
@Provider
@Priority(Priorities.USER - 1)
public class BadInputMapper implements ExceptionMapper<IllegalArgumentException> {

    @Override
    public Response toResponse(IllegalArgumentException bad) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("problem", bad.getMessage() == null ? "bad input" : bad.getMessage()))
                .build();
    }
}
