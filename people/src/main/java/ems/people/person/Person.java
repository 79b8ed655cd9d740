package ems.people.person;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import ems.people.role.Role;

/**
 * Somebody who may log in, unless disabled.
 *
 * @param parties whose books a member sees
 * @param hasPassword false: logs in with the organisation
 * @param givenPassword somebody else chose the password, and knows it
 * @param subject by which the organisation knows who logs in there
 */
public record Person(
        PersonName name,
        Set<Role> roles,
        Set<OwnParty> parties,
        boolean hasPassword,
        boolean givenPassword,
        boolean disabled,
        Optional<Instant> lastLogin,
        Optional<String> subject) {

    public Person {
        roles = Set.copyOf(roles);
        parties = Set.copyOf(parties);
    }

    /** Whether the person, as a member, speaks for this party. */
    public boolean isMemberFor(OwnParty party) {
        return !disabled && roles.contains(Role.MEMBER) && parties.stream().anyMatch(own -> own.covers(party));
    }

    /** May rule people whatever the organisation says. */
    public boolean isActiveAdmin() {
        return !disabled && hasPassword && roles.contains(Role.ADMIN);
    }
}
