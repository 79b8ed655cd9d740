package ems.processes.login;

import java.time.Duration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

import ems.console.page.Problem;
import ems.people.role.Right;
import ems.people.role.Scope;

/** Who asks in the request that is under way. */
@ApplicationScoped
public class CurrentAsker {

    private static final int FORBIDDEN = 403;

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
     * Who asks, if the right reaches all.
     *
     * @throws WebApplicationException 403 in words, if not
     */
    public Asker having(Right right) {
        var asker = get();
        if (asker.scope(right) != Scope.ALL) {
            throw refusal(FORBIDDEN, asker.name() + " may not " + right.words() + ".");
        }
        return asker;
    }

    /**
     * Who asks, if the password was given within the last ten minutes.
     *
     * @throws WebApplicationException 403 with {@code "ask": "password"}, if not
     */
    public Asker proved() {
        var asker = get();
        if (!asker.fresh()) {
            var members = Problem.of(
                            FORBIDDEN,
                            "It is more than " + Duration.ofMinutes(10).toMinutes()
                                    + " minutes since you gave your password: give it again at /api/me/proof.")
                    .members();
            members.put("ask", "password");
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
