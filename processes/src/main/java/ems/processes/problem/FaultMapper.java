package ems.processes.problem;

import java.util.UUID;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;

import ems.console.page.Problem;

/** What nobody foresaw: who asked gets a number, and the log has the cause under it. */
@Provider
public class FaultMapper implements ExceptionMapper<Exception> {

    private static final Logger LOG = Logger.getLogger("ems.problem");
    private static final int SERVER_ERROR = 500;

    @Override
    public Response toResponse(Exception fault) {
        var number = UUID.randomUUID().toString();
        LOG.errorf(fault, "A request failed (fault %s)", number);
        return Problem.of(
                        SERVER_ERROR,
                        "This failed for a reason that the market did not foresee; its log says it under fault "
                                + number + ".")
                .response();
    }
}
