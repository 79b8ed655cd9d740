package ems.processes.login;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.people.person.NewPassword;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;

/** Who one is, the password once more before something that is sensitive, and another one in its place. */
@Path("/api/me")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OwnAccountResource {

    private static final int FORBIDDEN = 403;

    private final People people;
    private final Sessions sessions;
    private final PasswordDoor door;
    private final Trail trail;
    private final MeViews views;
    private final CurrentAsker asker;

    OwnAccountResource(
            People people, Sessions sessions, PasswordDoor door, Trail trail, MeViews views, CurrentAsker asker) {
        this.people = people;
        this.sessions = sessions;
        this.door = door;
        this.trail = trail;
        this.views = views;
        this.asker = asker;
    }

    public record Proof(@Nullable String password) {}

    public record PasswordChange(
            @Nullable String password, @Nullable String newPassword) {}

    @GET
    public MeView me() {
        return views.of(asker.get());
    }

    @POST
    @Path("/proof")
    public Response prove(@Nullable Proof proof) {
        prove(text(proof == null ? null : proof.password()));
        return Response.noContent().build();
    }

    /** All sessions end: log in again. */
    @POST
    @Path("/password")
    public Response changePassword(@Nullable PasswordChange change) {
        var name = prove(text(change == null ? null : change.password()));
        var password = NewPassword.of(name, text(change == null ? null : change.newPassword()));
        trail.doing(Act.of(name.text(), "change password", name.text()), () -> people.setPassword(name, password));
        SessionCookie.forget(door.request());
        return Response.noContent().build();
    }

    private PersonName prove(String password) {
        var name = new PersonName(asker.get().name());
        if (name.isOfSingleSignOn()) {
            throw CurrentAsker.refusal(FORBIDDEN, name + " has no password here: log in with the organisation again.");
        }
        if (door.proven(name.text(), password).isEmpty()) {
            door.noteRefusal(name.text(), "proof refused", name.text());
            throw CurrentAsker.refusal(FORBIDDEN, "That is not the password of " + name + ".");
        }
        SessionCookie.in(door.request()).ifPresent(sessions::prove);
        return name;
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
