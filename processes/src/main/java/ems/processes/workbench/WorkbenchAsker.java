package ems.processes.workbench;

import java.util.Optional;
import jakarta.inject.Singleton;

import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.OrderRefused;

/** Who works on drafts of the rules, and what that person may. */
@Singleton
public class WorkbenchAsker {

    private final CurrentAsker asker;

    public WorkbenchAsker(CurrentAsker asker) {
        this.asker = asker;
    }

    public String name() {
        return asker.get().name();
    }

    /** Why who asks may not, in a sentence; empty: they may. */
    Optional<String> mayNot(Right right) {
        var now = asker.get();
        // testers without a name may try rules, and sign none
        if (now.scope(right) == Scope.ALL && !now.isVisitor()) {
            return Optional.empty();
        }
        return Optional.of(
                now.isVisitor()
                        ? "Nobody is set up yet, so nobody has a name to " + right.words()
                                + ": open /setup.html. Until then the watched folder is the way to change rules."
                        : now.name() + " is " + Role.textOf(now.roles()) + "; to " + right.words() + " needs "
                                + Role.textOf(right.roles()) + ".");
    }

    /** @throws OrderRefused if who asks may not */
    void refuseUnless(Right right) {
        mayNot(right).ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
    }

    /**
     * Has who asks give the password again, if that was too long ago.
     *
     * @throws jakarta.ws.rs.WebApplicationException 403 with {@code "ask": "password"}, if so
     */
    void prove() {
        asker.proved();
    }
}
