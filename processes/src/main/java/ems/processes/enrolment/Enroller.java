package ems.processes.enrolment;

import java.util.function.Predicate;

import ems.market.party.Party;

/**
 * Who enrols an agent, or ends it.
 *
 * @param name as the trail has it
 * @param asMember whether the token hangs on this person's right to the parties; otherwise it stays when the person goes
 * @param mayFor whether the person may change key and tokens of a party of the grid
 */
public record Enroller(String name, boolean asMember, Predicate<Party> mayFor) {

    static Enroller operator(String name) {
        return new Enroller(name, false, party -> true);
    }
}
