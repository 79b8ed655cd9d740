package ems.processes.login;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.people.person.NewPassword;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;

/** The first person, an admin, who shows what stands in the data folder; works once. */
@Path("/api/setup")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SetupResource {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;

    private final People people;
    private final MarketLock lock;
    private final SetupKey setupKey;
    private final PasswordDoor door;
    private final Trail trail;
    private final MeViews views;

    SetupResource(People people, MarketLock lock, SetupKey setupKey, PasswordDoor door, Trail trail, MeViews views) {
        this.people = people;
        this.lock = lock;
        this.setupKey = setupKey;
        this.door = door;
        this.trail = trail;
        this.views = views;
    }

    public record Setup(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password) {}

    @POST
    public MeView setUp(@Nullable Setup setup) {
        if (lock.hasPeople()) {
            throw CurrentAsker.refusal(GONE, "This market has people already: log in at /login.html.");
        }
        door.limit("");
        if (setup == null || !setupKey.is(text(setup.token()))) {
            throw CurrentAsker.refusal(
                    FORBIDDEN, "That is not what stands in the file setup-token of the data folder.");
        }
        var name = new PersonName(text(setup.name()));
        var password = NewPassword.of(name, text(setup.password()));
        boolean first =
                trail.doing(Act.of(name.text(), "set up", name + ": admin"), () -> people.addFirst(name, password));
        if (!first) {
            throw CurrentAsker.refusal(GONE, "This market has people already: log in at /login.html.");
        }
        lock.look();
        setupKey.forget();
        return views.of(door.enter(people.logIn(name.text(), text(setup.password()))
                .orElseThrow(
                        () -> CurrentAsker.refusal(UNAUTHORIZED, name + " was changed meanwhile: log in again."))));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
