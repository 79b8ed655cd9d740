package ems.processes.login;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;

/**
 * Where the organisation's login ends: it says who and which roles. The session, its end and the trail are the market's own, as for
 * everybody.
 *
 * <p>Properties: {@code quarkus.oidc.*}; {@code quarkus.oidc.tenant-enabled} switches it on.
 */
@Path("/login/sso")
@Singleton
public class SingleSignOnResource {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<Role> OF_PEOPLE =
            Arrays.stream(Role.values()).filter(role -> role != Role.DEVICE).collect(Collectors.toUnmodifiableSet());

    private final SecurityIdentity identity;
    private final People people;
    private final Sessions sessions;
    private final Trail trail;
    private final MarketLock lock;
    private final CurrentAsker asker;
    private final boolean enabled;

    public SingleSignOnResource(
            SecurityIdentity identity,
            People people,
            Sessions sessions,
            Trail trail,
            MarketLock lock,
            CurrentAsker asker,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean enabled) {
        this.identity = identity;
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.lock = lock;
        this.asker = asker;
        this.enabled = enabled;
    }

    @GET
    public Response arrived() {
        if (!enabled || identity.getCredential(IdTokenCredential.class) == null) {
            throw CurrentAsker.refusal(NOT_FOUND, "No organisation's login leads here.");
        }
        var told = identity.isAnonymous()
                ? ""
                : PersonName.SINGLE_SIGN_ON + identity.getPrincipal().getName().toLowerCase(Locale.ROOT);
        if (!PersonName.isOne(told)) {
            throw CurrentAsker.refusal(FORBIDDEN, "Your organisation gave no name that can be one here.");
        }
        if (!lock.hasPeople()) {
            throw CurrentAsker.refusal(
                    FORBIDDEN,
                    "Nobody is set up yet: the first person is an admin of the market's own, at /setup.html.");
        }
        var name = new PersonName(told);
        var roles = OF_PEOPLE.stream()
                .filter(role -> identity.getRoles().contains(role.text()))
                .collect(Collectors.toUnmodifiableSet());
        if (roles.isEmpty()) {
            trail.add(Act.of(name.text(), "log in refused", "no role by single sign-on"));
            throw CurrentAsker.refusal(
                    FORBIDDEN,
                    "Your organisation gave you no role of this market; it knows " + Role.textOf(OF_PEOPLE) + ".");
        }
        if (people.welcome(name, roles).disabled()) {
            trail.add(Act.of(name.text(), "log in refused", "disabled"));
            throw CurrentAsker.refusal(FORBIDDEN, name + " is disabled here: ask an admin.");
        }
        trail.add(Act.of(name.text(), "log in", "by single sign-on as " + Role.textOf(roles)));
        var request = asker.context().request();
        SessionCookie.in(request).ifPresent(sessions::end);
        sessions.open(name, Instant.now()).ifPresent(secret -> SessionCookie.set(request, secret));
        return Response.seeOther(URI.create("/")).build();
    }
}
