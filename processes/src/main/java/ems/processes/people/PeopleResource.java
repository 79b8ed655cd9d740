package ems.processes.people;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.people.person.EndingToken;
import ems.people.person.NewPassword;
import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.Person;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.session.Sessions;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;

/** The admin's view of the people, and what an admin may change. Each change stands in the trail. */
@Path("/api/people")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PeopleResource {

    private static final int NOT_FOUND = 404;

    private final People people;
    private final Sessions sessions;
    private final Trail trail;
    private final MarketLock lock;
    private final CurrentAsker asker;

    public PeopleResource(People people, Sessions sessions, Trail trail, MarketLock lock, CurrentAsker asker) {
        this.people = people;
        this.sessions = sessions;
        this.trail = trail;
        this.lock = lock;
        this.asker = asker;
    }

    /**
     * One person.
     *
     * @param singleSignOn logs in with the organisation
     * @param lastLogin empty: never
     */
    public record PersonView(
            String name,
            List<String> roles,
            List<String> parties,
            boolean singleSignOn,
            boolean disabled,
            String lastLogin,
            long sessions) {

        static PersonView of(Person person, long sessions) {
            return new PersonView(
                    person.name().text(),
                    person.roles().stream().map(Role::text).sorted().toList(),
                    person.parties().stream().map(OwnParty::text).sorted().toList(),
                    !person.hasPassword(),
                    person.disabled(),
                    person.lastLogin().map(Instant::toString).orElse(""),
                    sessions);
        }
    }

    public record NewPerson(
            @Nullable String name,
            @Nullable String password,
            @Nullable List<String> roles,
            @Nullable List<String> parties) {}

    public record RoleChange(
            @Nullable List<String> roles, @Nullable List<String> parties) {}

    public record PasswordReset(@Nullable String password) {}

    @GET
    public List<PersonView> all() {
        var open = sessions.countByPerson();
        return people.all().stream()
                .map(person -> PersonView.of(person, open.getOrDefault(person.name(), 0L)))
                .toList();
    }

    @POST
    public Response add(@Nullable NewPerson wish) {
        var by = asker.proved();
        if (wish == null) {
            throw new IllegalArgumentException("a new person needs name, password and roles");
        }
        var name = new PersonName(text(wish.name()));
        var roles = roles(wish.roles());
        var parties = parties(wish.parties());
        var password = NewPassword.of(name, text(wish.password()));
        trail.doing(
                Act.of(by.name(), "add person", described(name, roles, parties)),
                () -> people.add(name, password, by.isPerson(), roles, parties));
        lock.look();
        return Response.status(Response.Status.CREATED).entity(view(name)).build();
    }

    @PUT
    @Path("/{name}/roles")
    public PersonView giveRoles(@PathParam("name") String told, @Nullable RoleChange wish) {
        var by = asker.proved();
        var name = known(told);
        var roles = roles(wish == null ? null : wish.roles());
        var parties = parties(wish == null ? null : wish.parties());
        trail.doing(
                Act.of(by.name(), "give roles", described(name, roles, parties)),
                () -> people.giveRoles(name, roles, parties, ended(by)));
        return view(name);
    }

    @PUT
    @Path("/{name}/password")
    public PersonView resetPassword(@PathParam("name") String told, @Nullable PasswordReset wish) {
        var by = asker.proved();
        var name = known(told);
        var password = NewPassword.of(name, text(wish == null ? null : wish.password()));
        trail.doing(Act.of(by.name(), "reset password", name.text()), () -> {
            if (by.isPerson()) {
                people.givePassword(name, password);
            } else { // at the machine people type their own
                people.setPassword(name, password);
            }
        });
        return view(name);
    }

    /** Ends the person's sessions at once. */
    @POST
    @Path("/{name}/disable")
    public PersonView disable(@PathParam("name") String told) {
        var by = asker.proved();
        var name = known(told);
        trail.doing(Act.of(by.name(), "disable person", name.text()), () -> people.disable(name, ended(by)));
        return view(name);
    }

    /** A token ends once the trail says so, and why. */
    private Consumer<EndingToken> ended(Asker by) {
        return token -> trail.add(token.endedBy(by.name()));
    }

    @POST
    @Path("/{name}/enable")
    public PersonView enable(@PathParam("name") String told) {
        var by = asker.proved();
        var name = known(told);
        trail.doing(Act.of(by.name(), "enable person", name.text()), () -> people.enable(name));
        return view(name);
    }

    @DELETE
    @Path("/{name}/sessions")
    public PersonView endSessions(@PathParam("name") String told) {
        var by = asker.get();
        var name = known(told);
        trail.doing(Act.of(by.name(), "end sessions", name.text()), () -> {
            sessions.endAllOf(name);
        });
        return view(name);
    }

    private PersonName known(String told) {
        if (!PersonName.isOne(told) || people.find(new PersonName(told)).isEmpty()) {
            throw CurrentAsker.refusal(NOT_FOUND, "There is no person of that name.");
        }
        return new PersonName(told);
    }

    private PersonView view(PersonName name) {
        return PersonView.of(
                people.find(name).orElseThrow(), sessions.countByPerson().getOrDefault(name, 0L));
    }

    private static String described(PersonName name, Set<Role> roles, Set<OwnParty> parties) {
        return Act.shortened(
                name + ": " + Role.textOf(roles) + (parties.isEmpty() ? "" : " of " + OwnParty.textOf(parties)));
    }

    private static Set<Role> roles(@Nullable List<String> texts) {
        return texts == null ? Set.of() : Role.parseAll(String.join(",", texts));
    }

    private static Set<OwnParty> parties(@Nullable List<String> texts) {
        return texts == null ? Set.of() : OwnParty.parseAll(String.join(",", texts));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
