package ems.processes.people;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.Problem;
import ems.people.secret.BusyException;

/** Whoever comes while too many passwords are being checked is told to come again. */
@Provider
public class BusyMapper implements ExceptionMapper<BusyException> {

    private static final int UNAVAILABLE = 503;

    @Override
    public Response toResponse(BusyException busy) {
        return Problem.of(UNAVAILABLE, String.valueOf(busy.getMessage())).response();
    }
}
