package ems.processes.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

import ems.console.page.Problem;
import ems.people.person.PersonName;
import ems.people.session.Session;

/** Who asks in the request that is under way. */
@ApplicationScoped
public class CurrentAsker {

    private static final int FORBIDDEN = 403;
    private static final long MINUTES = Session.FRESH.toMinutes();

    private final CurrentVertxRequest current;

    public CurrentAsker(CurrentVertxRequest current) {
        this.current = current;
    }

    public Asker get() {
        return LoginFilter.askerOf(context());
    }

    RoutingContext context() {
        return current.getCurrent();
    }

    /**
     * Who asks, if the password was given within the last ten minutes.
     *
     * @throws WebApplicationException 403 with {@code "ask": "password"} or {@code "organisation"}, if not
     */
    public Asker proved() {
        var asker = get();
        if (!asker.fresh()) {
            boolean organisation = asker.name().startsWith(PersonName.SINGLE_SIGN_ON);
            var members = Problem.of(
                            FORBIDDEN,
                            organisation
                                    ? "It is more than " + MINUTES
                                            + " minutes since your organisation asked who you are:"
                                            + " sign in there again at " + SingleSignOnResource.AGAIN
                                            + " in another tab, and try again."
                                    : "It is more than " + MINUTES
                                            + " minutes since you gave your password: give it again at /api/me/proof.")
                    .members();
            members.put("ask", organisation ? "organisation" : "password");
            throw new WebApplicationException(Response.status(FORBIDDEN)
                    .type(Problem.TYPE)
                    .entity(members)
                    .build());
        }
        return asker;
    }

    /** A refusal in a sentence. */
    public static WebApplicationException refusal(int status, String problem) {
        return new WebApplicationException(Problem.of(status, problem).response());
    }
}
