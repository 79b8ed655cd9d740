package ems.processes.login;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;

/** Logging in and out. JSON only: no other site's form can send it. */
@Path("/api")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {

    private static final int UNAUTHORIZED = 401;

    private final Sessions sessions;
    private final Trail trail;
    private final PasswordDoor door;
    private final MeViews views;
    private final CurrentAsker asker;

    LoginResource(Sessions sessions, Trail trail, PasswordDoor door, MeViews views, CurrentAsker asker) {
        this.sessions = sessions;
        this.trail = trail;
        this.door = door;
        this.views = views;
        this.asker = asker;
    }

    public record Login(@Nullable String name, @Nullable String password) {}

    @POST
    @Path("/login")
    public MeView login(@Nullable Login login) {
        var name = text(login == null ? null : login.name());
        var proven = door.proven(name, text(login == null ? null : login.password()));
        if (proven.isEmpty()) {
            door.noteRefusal("nobody", "log in refused", door.shown(name));
            throw CurrentAsker.refusal(UNAUTHORIZED, "Name or password is wrong.");
        }
        return views.of(door.enter(proven.get()));
    }

    @POST
    @Path("/logout")
    public Response logout() {
        trail.add(Act.of(asker.get().name(), "log out", "from " + door.address()));
        SessionCookie.in(door.request()).ifPresent(sessions::end);
        SessionCookie.forget(door.request());
        return Response.noContent().build();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
