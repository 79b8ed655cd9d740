package ems.processes.login;

import java.util.Set;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.people.person.OwnParty;
import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;
import ems.people.session.Session;
import ems.people.token.ApiToken;

/**
 * Who asks.
 *
 * @param name as the trail has it
 * @param parties whom the asker may speak for where a right reaches the own parties alone
 * @param fresh gave the password within the last ten minutes, or needs none
 */
public record Asker(Kind kind, String name, Set<Role> roles, Set<OwnParty> parties, boolean fresh) {

    /** What the asker is. */
    public enum Kind {
        /** Not logged in, and the market is locked. */
        NOBODY,
        /** A program or a browser of this machine, before the first person is set up: it may look. */
        VISITOR,
        /** The same, where testers try the market: it may operate, too. */
        TESTER,
        /** Logged in. */
        PERSON,
        /** Shows a token or a certificate. */
        DEVICE,
        /** A command of this machine that may read the data folder. */
        COMMAND
    }

    /** What visitors may: look. */
    private static final Set<Right> OF_VISITORS = Set.of(
            Right.SEE_MARKET,
            Right.SEE_OPERATIONS,
            Right.SEE_ENERGY,
            Right.SEE_FIGURES,
            Right.SEE_MONEY,
            Right.SEE_LEDGER);

    /** What whoever may read the data folder may: rule people, and all that operators may. */
    private static final Set<Right> OF_COMMANDS = Set.of(
            Right.MANAGE_PEOPLE,
            Right.MANAGE_TOKENS,
            Right.SEE_TRAIL,
            Right.SEE_MARKET,
            Right.SEE_OPERATIONS,
            Right.SEE_FIGURES,
            Right.SEE_LEDGER,
            Right.SEND_MESSAGES,
            Right.CORRECT_READINGS,
            Right.REPAIR_PERIODS,
            Right.MANAGE_MEMBERS,
            Right.PROPOSE_UNITS);

    /** What visitors of a market for testers may besides. */
    private static final Set<Right> OF_TESTERS = Set.of(
            Right.SEND_MESSAGES,
            Right.CORRECT_READINGS,
            Right.REPAIR_PERIODS,
            Right.MANAGE_MEMBERS,
            Right.PROPOSE_UNITS,
            Right.EDIT_DRAFTS);

    public Asker {
        roles = Set.copyOf(roles);
        parties = Set.copyOf(parties);
    }

    static Asker nobody() {
        return new Asker(Kind.NOBODY, "nobody", Set.of(), Set.of(), false);
    }

    static Asker visitor() {
        return new Asker(Kind.VISITOR, "visitor", Set.of(), Set.of(), false);
    }

    static Asker tester() {
        return new Asker(Kind.TESTER, "visitor", Set.of(), Set.of(), true);
    }

    static Asker command() {
        return new Asker(Kind.COMMAND, "command", Set.of(), Set.of(), true);
    }

    static Asker of(Session session, boolean fresh) {
        var person = session.person();
        return new Asker(Kind.PERSON, person.name().text(), person.roles(), person.parties(), fresh);
    }

    static Asker of(ApiToken token) {
        return new Asker(Kind.DEVICE, "token:" + token.name(), Set.of(token.role()), token.parties(), true);
    }

    /** @param party whom the certificate names */
    static Asker ofCertificate(OwnParty party) {
        return new Asker(Kind.DEVICE, "certificate:" + party.text(), Set.of(Role.DEVICE), Set.of(party), true);
    }

    /** How far a right reaches. */
    public Scope scope(Right right) {
        return switch (kind) {
            case NOBODY -> Scope.NONE;
            case VISITOR -> OF_VISITORS.contains(right) ? Scope.ALL : Scope.NONE;
            case TESTER -> OF_VISITORS.contains(right) || OF_TESTERS.contains(right) ? Scope.ALL : Scope.NONE;
            case COMMAND -> OF_COMMANDS.contains(right) ? Scope.ALL : Scope.NONE;
            case PERSON, DEVICE -> right.scopeOf(roles);
        };
    }

    /** Whether the right reaches this party of this grid. */
    public boolean may(Right right, GridId grid, Party party) {
        return switch (scope(right)) {
            case NONE -> false;
            case OWN -> parties.stream().anyMatch(own -> own.covers(grid, party));
            case ALL -> true;
        };
    }

    /** Whether it is a program or a browser of this machine, and nobody is set up yet. */
    public boolean isVisitor() {
        return kind == Kind.VISITOR || kind == Kind.TESTER;
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }
}
