package ems.processes.problem;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.Problem;

/** A refusal that brings no words of its own. Headers stay. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {

    private static final int FIRST_PROBLEM = 400;
    /** How the framework begins its sentences, which are for programmers. */
    private static final String FRAMEWORK = "RESTEASY";

    @Override
    public Response toResponse(WebApplicationException refusal) {
        var bare = refusal.getResponse();
        return bare.getStatus() < FIRST_PROBLEM || bare.hasEntity()
                ? bare
                : Response.fromResponse(bare)
                        .type(Problem.TYPE)
                        .entity(Problem.of(bare.getStatus(), words(refusal)))
                        .build();
    }

    private static String words(WebApplicationException refusal) {
        var said = refusal.getMessage();
        return said != null && said.endsWith(".") && !said.startsWith(FRAMEWORK) ? said : usual(refusal);
    }

    private static String usual(WebApplicationException refusal) {
        if (refusal instanceof NotFoundException) {
            return "There is nothing at this address: /docs/openapi.json names all that there are.";
        } else if (refusal instanceof NotAllowedException) {
            return "This address does not take this method: /docs/openapi.json names those that it takes.";
        } else if (refusal instanceof NotSupportedException) {
            return "This address does not read this Content-Type: send application/json.";
        } else if (refusal instanceof NotAcceptableException) {
            return "This address does not answer in a type that the header Accept names.";
        }
        return "The request was refused.";
    }
}
