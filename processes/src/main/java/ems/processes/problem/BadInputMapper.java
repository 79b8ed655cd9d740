package ems.processes.problem;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.Problem;

/**
 * Bad input is answered with its value, unit and bound, not with a stack trace. The process engine brings a mapper of the same
 * exception: this one goes first.
 */
@Provider
@Priority(Priorities.USER - 1)
public class BadInputMapper implements ExceptionMapper<IllegalArgumentException> {

    private static final int BAD_REQUEST = 400;

    @Override
    public Response toResponse(IllegalArgumentException bad) {
        return Problem.of(BAD_REQUEST, bad.getMessage() == null ? "bad input" : bad.getMessage())
                .response();
    }
}
