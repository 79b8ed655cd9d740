package ems.processes.login;

import java.util.Optional;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.vertx.core.http.HttpServerRequest;

import ems.console.page.Problem;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.person.ProvenPerson;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;

/** Checks passwords, no oftener than may be, and opens the session of whoever gave the right one. */
@Singleton
class PasswordDoor {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final People people;
    private final Sessions sessions;
    private final Trail trail;
    private final LoginRates rates;
    private final RefusedLogins refused;
    private final CurrentAsker asker;

    PasswordDoor(
            People people,
            Sessions sessions,
            Trail trail,
            LoginRates rates,
            RefusedLogins refused,
            CurrentAsker asker) {
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.rates = rates;
        this.refused = refused;
        this.asker = asker;
    }

    /**
     * The person, if name and password fit.
     *
     * @throws WebApplicationException 429 in words, if they may not be tried now
     */
    Optional<ProvenPerson> proven(String name, String password) {
        limit(name);
        var proven = people.logIn(name, password);
        proven.ifPresent(known -> rates.succeeded(address(), known.person().name()));
        return proven;
    }

    /**
     * Ends the session that the browser had, and opens one.
     *
     * @throws WebApplicationException 401 in words, if the person was changed while the password was being checked
     */
    Asker enter(ProvenPerson proven) {
        var name = proven.person().name();
        trail.add(Act.of(name.text(), "log in", "from " + address()));
        SessionCookie.in(request()).ifPresent(sessions::end);
        var secret = sessions.open(proven);
        secret.ifPresent(open -> SessionCookie.set(request(), open));
        return secret.flatMap(sessions::find)
                .map(session -> Asker.of(session, true))
                .orElseThrow(() -> CurrentAsker.refusal(UNAUTHORIZED, name + " was changed meanwhile: log in again."));
    }

    /** @param did such as {@code log in refused} */
    void noteRefusal(String person, String did, String what) {
        refused.add(person, did, what + " from " + address());
    }

    /** Somebody's mistaken password may stand in the field of names: a name that nobody has is not kept. */
    String shown(String name) {
        return PersonName.isOne(name) && people.find(new PersonName(name)).isPresent()
                ? name
                : "a name that nobody has";
    }

    /** @param name empty: whoever it is */
    void limit(String name) {
        if (!rates.take(address(), name)) {
            long wait = rates.secondsToWait();
            throw new WebApplicationException(Response.status(TOO_MANY_REQUESTS)
                    .header("Retry-After", wait)
                    .type(Problem.TYPE)
                    .entity(Problem.of(TOO_MANY_REQUESTS, "Too many tries: wait " + wait + " seconds."))
                    .build());
        }
    }

    String address() {
        var address = request().remoteAddress();
        return address == null ? "an unknown address" : address.hostAddress();
    }

    HttpServerRequest request() {
        return asker.context().request();
    }
}
