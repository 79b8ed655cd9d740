package ems.processes.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.console.page.Problem;
import ems.people.person.NewPassword;
import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.Person;
import ems.people.person.PersonName;
import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;

/** Logging in and out, and the first person. JSON only: no other site's form can send it. */
@Path("/api")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    private final People people;
    private final Sessions sessions;
    private final Trail trail;
    private final MarketLock lock;
    private final LoginRates rates;
    private final SetupKey setupKey;
    private final CurrentAsker asker;
    private final boolean singleSignOn;

    public LoginResource(
            People people,
            Sessions sessions,
            Trail trail,
            MarketLock lock,
            LoginRates rates,
            SetupKey setupKey,
            CurrentAsker asker,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean singleSignOn) {
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.lock = lock;
        this.rates = rates;
        this.setupKey = setupKey;
        this.asker = asker;
        this.singleSignOn = singleSignOn;
    }

    public record Login(@Nullable String name, @Nullable String password) {}

    public record Setup(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password) {}

    public record Proof(@Nullable String password) {}

    public record PasswordChange(
            @Nullable String password, @Nullable String newPassword) {}

    /**
     * Who asks.
     *
     * @param kind nobody, visitor, person, device or command
     * @param rights that reach all; {@code own:...} those that reach the own parties
     * @param setUp whether there is anybody who could log in
     * @param singleSignOn whether {@code /login/sso} leads to the organisation's login
     */
    public record Me(
            String kind,
            String name,
            List<String> roles,
            List<String> parties,
            List<String> rights,
            boolean fresh,
            boolean setUp,
            boolean singleSignOn) {}

    @GET
    @Path("/me")
    public Me me() {
        return me(asker.get());
    }

    private Me me(Asker now) {
        List<String> rights = new ArrayList<>();
        for (Right right : Right.values()) {
            var scope = now.scope(right);
            if (scope != Scope.NONE) {
                rights.add(scope == Scope.OWN ? "own:" + right.text() : right.text());
            }
        }
        return new Me(
                now.kind().name().toLowerCase(Locale.ROOT),
                now.name(),
                now.roles().stream().map(Role::text).sorted().toList(),
                now.parties().stream().map(OwnParty::text).sorted().toList(),
                rights,
                now.fresh(),
                lock.hasPeople(),
                singleSignOn);
    }

    @POST
    @Path("/login")
    public Me login(@Nullable Login login) {
        var name = text(login == null ? null : login.name());
        limit(name);
        var person = people.logIn(name, text(login == null ? null : login.password()));
        if (person.isEmpty()) {
            trail.add(Act.of("nobody", "log in refused", shown(name) + " from " + address()));
            throw CurrentAsker.refusal(UNAUTHORIZED, "Name or password is wrong.");
        }
        return me(open(person.get()));
    }

    private Asker open(Person person) {
        trail.add(Act.of(person.name().text(), "log in", "from " + address()));
        SessionCookie.in(request()).ifPresent(sessions::end);
        var secret = sessions.open(person.name());
        SessionCookie.set(request(), secret);
        return sessions.find(secret)
                .map(session -> Asker.of(session, true))
                .orElseThrow(() ->
                        CurrentAsker.refusal(UNAUTHORIZED, person.name() + " was changed meanwhile: log in again."));
    }

    @POST
    @Path("/logout")
    public Response logout() {
        SessionCookie.in(request()).ifPresent(sessions::end);
        trail.add(Act.of(asker.get().name(), "log out", "from " + address()));
        SessionCookie.forget(request());
        return Response.noContent().build();
    }

    /** The password again, before something that is sensitive. */
    @POST
    @Path("/me/proof")
    public Response prove(@Nullable Proof proof) {
        prove(text(proof == null ? null : proof.password()));
        return Response.noContent().build();
    }

    private PersonName prove(String password) {
        var name = asker.get().name();
        limit(name);
        if (people.logIn(name, password).isEmpty()) {
            trail.add(Act.of(name, "proof refused", "from " + address()));
            throw CurrentAsker.refusal(FORBIDDEN, "That is not the password of " + name + ".");
        }
        SessionCookie.in(request()).ifPresent(sessions::prove);
        return new PersonName(name);
    }

    /** Another password for oneself. All sessions end: log in again. */
    @POST
    @Path("/me/password")
    public Response changePassword(@Nullable PasswordChange change) {
        var name = prove(text(change == null ? null : change.password()));
        people.setPassword(name, NewPassword.of(name, text(change == null ? null : change.newPassword())));
        trail.add(Act.of(name.text(), "change password", name.text()));
        SessionCookie.forget(request());
        return Response.noContent().build();
    }

    /** Adds the first person, an admin, who shows what stands in the data folder; works once. */
    @POST
    @Path("/setup")
    public Me setUp(@Nullable Setup setup) {
        if (lock.hasPeople()) {
            throw CurrentAsker.refusal(GONE, "This market has people already: log in at /login.html.");
        }
        limit("");
        if (!setupKey.is(text(setup == null ? null : setup.token()))) {
            throw CurrentAsker.refusal(
                    FORBIDDEN, "That is not what stands in the file setup-token of the data folder.");
        }
        var name = new PersonName(text(setup == null ? null : setup.name()));
        if (!people.addFirst(name, NewPassword.of(name, text(setup == null ? null : setup.password())))) {
            throw CurrentAsker.refusal(GONE, "This market has people already: log in at /login.html.");
        }
        lock.look();
        setupKey.forget();
        trail.add(Act.of(name.text(), "set up", name.text() + ": admin"));
        return me(open(people.find(name).orElseThrow()));
    }

    private void limit(String name) {
        if (!rates.take(address(), name)) {
            long wait = rates.secondsToWait();
            throw new WebApplicationException(Response.status(TOO_MANY_REQUESTS)
                    .header("Retry-After", wait)
                    .type(Problem.TYPE)
                    .entity(Problem.of(TOO_MANY_REQUESTS, "Too many tries: wait " + wait + " seconds."))
                    .build());
        }
    }

    private HttpServerRequest request() {
        return asker.context().request();
    }

    private String address() {
        var address = request().remoteAddress();
        return address == null ? "an unknown address" : address.hostAddress();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    /** Somebody's mistaken password may stand in the field of names: what is no name is not kept. */
    private static String shown(String name) {
        return PersonName.isOne(name) ? name : "no name";
    }
}
