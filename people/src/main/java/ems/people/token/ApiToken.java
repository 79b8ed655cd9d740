package ems.people.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import ems.people.person.OwnParty;
import ems.people.role.Role;

/**
 * What is known of a program's token, apart from the token.
 *
 * @param name of the device or gateway, as people call it
 * @param parties whom it speaks for: a meter's home, a gateway's homes, a charger's car; none: it reads the market's figures alone
 * @param issuedBy person
 * @param expiresAt it holds before this instant
 */
public record ApiToken(
        String name,
        Set<OwnParty> parties,
        String issuedBy,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {

    public ApiToken {
        parties = Set.copyOf(parties);
    }

    public Role role() {
        return parties.isEmpty() ? Role.MONITOR : Role.DEVICE;
    }

    public boolean holdsAt(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
