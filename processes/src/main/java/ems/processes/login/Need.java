package ems.processes.login;

import java.util.Set;
import java.util.stream.Collectors;

import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;

/** What an address needs of who asks. */
sealed interface Need {

    boolean isMetBy(Asker asker);

    /** Why it is not met, after the asker's name. */
    String why(Asker asker);

    /** Anybody may: what it answers is no secret, or it is how one logs in. */
    record Open() implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return true;
        }

        @Override
        public String why(Asker asker) {
            return "may ask here";
        }
    }

    /** Somebody who is logged in, with whatever role. */
    record LoggedIn() implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return asker.isPerson();
        }

        @Override
        public String why(Asker asker) {
            return "is no person who is logged in, and this is for people";
        }
    }

    /** A command of this machine, which may read the data folder; or a tester. */
    record OwnMachine() implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return asker.kind() == Asker.Kind.COMMAND || asker.kind() == Asker.Kind.TESTER;
        }

        @Override
        public String why(Asker asker) {
            return "may not do this: it is for the commands on the market's own machine";
        }
    }

    /**
     * Somebody who has a right that reaches so far at least. Where the own parties are enough, whoever answers compares the party.
     */
    record Having(Right right, Scope scope) implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return asker.scope(right).compareTo(scope) >= 0;
        }

        @Override
        public String why(Asker asker) {
            return (asker.roles().isEmpty() ? "has no role" : "is " + texts(asker.roles(), " and ")) + "; to "
                    + right.words() + rest();
        }

        /** Whoever may do it for the own party alone is told so, and not that the role that was given is missing. */
        private String rest() {
            var here = right.roles().stream()
                    .filter(role -> right.scopeOf(role).compareTo(scope) >= 0)
                    .collect(Collectors.toSet());
            return (here.equals(right.roles()) ? " needs " : " as a whole needs ") + texts(here, " or ");
        }
    }

    /** Whoever has a name corrects readings elsewhere, with a reason; without people, testers correct them here. */
    record WithReason() implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return asker.isVisitor() && asker.scope(Right.CORRECT_READINGS) == Scope.ALL;
        }

        @Override
        public String why(Asker asker) {
            return "may not correct readings without a reason: an operator sends {reason, readings} to"
                    + " POST /api/grids/GRID/operations/corrections";
        }
    }

    private static String texts(Set<Role> roles, String between) {
        return roles.stream().map(Role::text).sorted().collect(Collectors.joining(between));
    }

    /**
     * Nobody: the address is not named. In a market that is not locked one may look whether it is there.
     *
     * @param look whether it is asked for in a way that changes nothing
     */
    record Closed(boolean look) implements Need {
        @Override
        public boolean isMetBy(Asker asker) {
            return asker.isVisitor() && look || asker.kind() == Asker.Kind.TESTER;
        }

        @Override
        public String why(Asker asker) {
            return "may not ask here: no such address is open to anybody";
        }
    }
}
