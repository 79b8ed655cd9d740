package ems.processes.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.page.Problem;
import ems.processes.guard.MarketLock;

/** Lets a request on to its address if who asks may ask there: after the guard, and after it is known who asks. */
@Singleton
class LoginFilter {

    /** Between Quarkus's authentication, 200, and its authorization, 100. */
    private static final int WHO_ASKS_IS_KNOWN = 150;

    private static final String ASKER = "ems.asker";
    private static final String WRONG_TOKEN = "ems.wrong-token";
    private static final int FOUND = 302;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Addresses addresses = new Addresses();
    private final MarketLock lock;
    private final boolean testers;

    LoginFilter(
            MarketLock lock, @ConfigProperty(name = "ems.visitors.operate", defaultValue = "false") boolean testers) {
        this.lock = lock;
        this.testers = testers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, WHO_ASKS_IS_KNOWN);
    }

    /** Whoever shows a token that does not hold is refused, wherever it is. */
    static void noteWrongToken(RoutingContext context) {
        context.put(WRONG_TOKEN, true);
    }

    private void look(RoutingContext context) {
        if (Boolean.TRUE.equals(context.get(WRONG_TOKEN))) {
            refuse(context, true, "The token is not known, has ended or was revoked: ask an operator for another one.");
            return;
        }
        var asker = asker(context);
        context.put(ASKER, asker);
        // whoever answers may read the path as it was sent: then that address must be open, too
        var refused = Stream.of(context.normalizedPath(), context.request().path())
                .distinct()
                .map(path -> addresses.of(context.request().method().name(), path))
                .filter(need -> !need.isMetBy(asker))
                .findFirst();
        if (refused.isEmpty()) {
            context.next();
        } else if (asker.kind() == Asker.Kind.NOBODY && isNavigation(context)) {
            context.response()
                    .setStatusCode(FOUND)
                    .putHeader(HttpHeaders.LOCATION, "/login.html?to=" + encoded(context.normalizedPath()))
                    .end();
        } else {
            refuse(context, asker.kind() == Asker.Kind.NOBODY || asker.isVisitor(), problem(asker, refused.get()));
        }
    }

    /** Who asks, once the filter has looked. */
    static Asker askerOf(RoutingContext context) {
        Asker asker = context.get(ASKER);
        return asker == null ? Asker.nobody() : asker;
    }

    private Asker asker(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            var known = AskerIdentities.asker(user.getSecurityIdentity());
            if (known != null) {
                return known;
            }
        }
        return lock.isLocked() ? Asker.nobody() : testers ? Asker.tester() : Asker.visitor();
    }

    private static boolean isNavigation(RoutingContext context) {
        return "navigate".equals(context.request().getHeader("Sec-Fetch-Mode"))
                && "GET".equals(context.request().method().name());
    }

    /** @param unknown whoever asks is not known, and would be by another token or login */
    private static void refuse(RoutingContext context, boolean unknown, String why) {
        var response = context.response().setStatusCode(unknown ? UNAUTHORIZED : FORBIDDEN);
        if (unknown) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        context.request().resume();
        var problem = Problem.of(response.getStatusCode(), why);
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE).end(Json.encode(problem.members()));
    }

    private static String problem(Asker asker, Need need) {
        return switch (asker.kind()) {
            case NOBODY -> "Nobody is logged in: open /login.html, or send a token as 'Authorization: Bearer ems_...'.";
            case VISITOR, TESTER ->
                "Nobody is set up yet, so this market is to be looked at, and this would change something or is for people: open"
                        + " /setup.html or run ./ems people add NAME; for devices run ./ems tokens issue NAME, for the agent of"
                        + " a home ./ems members enrol-agent.";
            case PERSON, DEVICE, COMMAND -> asker.name() + " " + need.why(asker) + ".";
        };
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
