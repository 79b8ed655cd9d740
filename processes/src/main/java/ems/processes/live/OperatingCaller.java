package ems.processes.live;

import java.util.Optional;
import jakarta.inject.Singleton;

import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;
import ems.processes.guard.MarketLock;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.Caller;

/** Who asks for an operation: the person who is logged in, or whoever is at the machine of a market that is not locked. */
@Singleton
public class OperatingCaller implements Caller {

    private final CurrentAsker asker;

    public OperatingCaller(CurrentAsker asker) {
        this.asker = asker;
    }

    @Override
    public String name() {
        var now = asker.get();
        return now.isVisitor() ? MarketLock.SOMEBODY : now.name();
    }

    @Override
    public Optional<String> mayNotOperate() {
        return mayNot(Right.REPAIR_PERIODS);
    }

    @Override
    public Optional<String> mayNotManageMembers() {
        return mayNot(Right.MANAGE_MEMBERS);
    }

    @Override
    public Optional<String> mayNotProposeUnits() {
        return mayNot(Right.PROPOSE_UNITS);
    }

    private Optional<String> mayNot(Right right) {
        var now = asker.get();
        if (now.scope(right) == Scope.ALL) {
            return Optional.empty();
        }
        return Optional.of(
                now.isVisitor()
                        ? "Nobody is set up yet, so this market is to be looked at: whoever operates it logs in. Open"
                                + " /setup.html, or run ./ems people add NAME --role operator."
                        : now.name() + " is " + Role.textOf(now.roles()) + "; to " + right.words()
                                + " needs operator.");
    }

    @Override
    public void prove() {
        asker.proved();
    }
}
