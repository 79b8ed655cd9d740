package ems.people.person;

import java.util.Set;

import ems.people.trail.Act;

/**
 * A token that ends because the member who issued it may not speak for its parties any more.
 *
 * @param name of the token
 * @param parties for whom it speaks
 */
public record EndingToken(String name, Set<OwnParty> parties, PersonName issuedBy) {

    public EndingToken {
        parties = Set.copyOf(parties);
    }

    /** @param by who took the right to the parties */
    public Act endedBy(String by) {
        return new Act(
                by,
                "end token",
                Act.shortened(name + " for " + OwnParty.textOf(parties)),
                issuedBy + ", who issued it, may not speak for that party any more");
    }
}
