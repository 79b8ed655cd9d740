package ems.processes.problem;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import ems.console.page.PageFile;
import ems.console.page.Problem;

/** A refusal that brings no words of its own, or a page that is not there. Headers stay. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {

    private static final int FIRST_PROBLEM = 400;
    /** How the framework begins its sentences, which are for programmers. */
    private static final String FRAMEWORK = "RESTEASY";

    private final HttpHeaders headers;

    public RefusalMapper(@Context HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public Response toResponse(WebApplicationException refusal) {
        var bare = refusal.getResponse();
        if (bare.getStatus() < FIRST_PROBLEM || bare.hasEntity()) {
            return bare;
        }
        var answer = Response.fromResponse(bare);
        return refusal instanceof NotFoundException && isForAPerson()
                ? answer.type(PageFile.TYPE)
                        .entity(PageFile.read("missing.html"))
                        .build()
                : answer.type(Problem.TYPE)
                        .entity(Problem.of(bare.getStatus(), words(refusal)))
                        .build();
    }

    /** A browser asks for a page before anything else, a program does not. */
    private boolean isForAPerson() {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(MediaType.TEXT_HTML_TYPE::equals)
                .isPresent();
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
