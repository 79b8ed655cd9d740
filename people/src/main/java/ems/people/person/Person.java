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
 */
public record Person(
        PersonName name,
        Set<Role> roles,
        Set<OwnParty> parties,
        boolean hasPassword,
        boolean disabled,
        Optional<Instant> lastLogin) {

    public Person {
        roles = Set.copyOf(roles);
        parties = Set.copyOf(parties);
    }

    public boolean isActiveAdmin() {
        return !disabled && roles.contains(Role.ADMIN);
    }
}
