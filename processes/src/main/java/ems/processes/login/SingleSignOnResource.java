package ems.processes.login;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

import ems.people.person.People;
import ems.people.person.Person;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.session.Session;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;

/**
 * Where the organisation's login ends: it says who and which roles. The session, its end and the trail are the market's own, as for
 * everybody; what the organisation said is kept no longer than until then. The session counts as proved from when the organisation
 * says that it asked who it is.
 *
 * <p>Properties: {@code quarkus.oidc.*}; {@code quarkus.oidc.tenant-enabled} switches it on.
 */
@Path("/login/sso")
@Singleton
public class SingleSignOnResource {

    /** Asks who it is even if the organisation knows it from before. */
    static final String AGAIN = "/login/sso?prompt=login&max_age=600";

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Set<Role> OF_PEOPLE =
            Arrays.stream(Role.values()).filter(Role::isOfPeople).collect(Collectors.toUnmodifiableSet());

    private final SecurityIdentity identity;
    private final OidcSession organisation;
    private final People people;
    private final Sessions sessions;
    private final Trail trail;
    private final MarketLock lock;
    private final PasswordDoor door;
    private final boolean enabled;

    SingleSignOnResource(
            SecurityIdentity identity,
            OidcSession organisation,
            People people,
            Sessions sessions,
            Trail trail,
            MarketLock lock,
            PasswordDoor door,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean enabled) {
        this.identity = identity;
        this.organisation = organisation;
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.lock = lock;
        this.door = door;
        this.enabled = enabled;
    }

    @GET
    public Response arrived() {
        if (!enabled
                || identity.getCredential(IdTokenCredential.class) == null
                || !(identity.getPrincipal() instanceof JsonWebToken told)) {
            throw CurrentAsker.refusal(NOT_FOUND, "No organisation's login leads here.");
        }
        // else whoever has that cookie would come in again and again, whatever the organisation says meanwhile
        organisation.logout().await().indefinitely();
        var roles = OF_PEOPLE.stream()
                .filter(role -> identity.getRoles().contains(role.text()))
                .collect(Collectors.toUnmodifiableSet());
        var person = person(told, roles);
        trail.add(Act.of(person.name().text(), "log in", "by single sign-on as " + Role.textOf(roles)));
        SessionCookie.in(door.request()).ifPresent(sessions::end);
        sessions.open(person.name(), provedAt(told)).ifPresent(secret -> SessionCookie.set(door.request(), secret));
        return Response.seeOther(URI.create("/login.html")).build();
    }

    private Person person(JsonWebToken told, Set<Role> roles) {
        var text =
                PersonName.SINGLE_SIGN_ON + Objects.toString(told.getName(), "").toLowerCase(Locale.ROOT);
        if (!PersonName.isOne(text)) {
            throw refusal(
                    "no-name",
                    "Your organisation gave a name that cannot be one here: one has 1 to 60 of the characters a-z, 0-9, '.', '_',"
                            + " '@' and '-', and begins with a letter or a digit.");
        }
        if (!lock.hasPeople()) {
            throw refusal(
                    "nobody",
                    "Nobody is set up yet: the first person is an admin of the market's own, at /setup.html.");
        }
        if (roles.isEmpty()) {
            door.noteRefusal("nobody", "log in refused", text + ": no role by single sign-on");
            throw refusal(
                    "no-role",
                    "Your organisation gave you no role of this market; it knows " + Role.textOf(OF_PEOPLE) + ".");
        }
        var person = welcomed(told, new PersonName(text), roles);
        if (person.disabled()) {
            door.noteRefusal(person.name().text(), "log in refused", "disabled");
            throw refusal("disabled", person.name() + " is disabled here: ask an admin.");
        }
        return person;
    }

    private Person welcomed(JsonWebToken told, PersonName name, Set<Role> roles) {
        try {
            return people.welcome(
                    Objects.toString(told.getSubject(), ""),
                    name,
                    roles,
                    token -> trail.add(token.endedBy(token.issuedBy().text())));
        } catch (IllegalArgumentException notWelcome) {
            door.noteRefusal("nobody", "log in refused", name + ": the name is another subject's");
            throw refusal("name-taken", notWelcome.getMessage() + ".");
        }
    }

    /** What the organisation does not say was long ago. */
    private static Instant provedAt(JsonWebToken told) {
        var now = CLOCK.instant();
        if (told.getClaim("auth_time") instanceof Number seconds) {
            var at = Instant.ofEpochSecond(seconds.longValue());
            return at.isAfter(now) ? now : at;
        }
        return now.minus(Session.FRESH).minusSeconds(1);
    }

    /** A browser goes back to the login page, which has words for each reason; a program gets the words. */
    private WebApplicationException refusal(String reason, String words) {
        return "navigate".equals(door.request().getHeader("Sec-Fetch-Mode"))
                ? new WebApplicationException(Response.seeOther(URI.create("/login.html?refused=" + reason))
                        .build())
                : CurrentAsker.refusal(FORBIDDEN, words);
    }
}
