package ems.processes.enrolment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.ledger.key.Ed25519Key;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.people.person.OwnParty;

/**
 * Whom an agent signs for.
 *
 * @param keys public keys as base64url, that of the home first
 */
record AgentParties(ProsumerId home, Optional<VehicleId> car, Map<Party, String> keys) {

    /** @throws IllegalArgumentException if a field is missing or wrong; names it */
    static AgentParties read(ProsumerId home, AgentWish wish) {
        Map<Party, String> keys = new LinkedHashMap<>();
        keys.put(home, key("key", wish.key()));
        var car = car(wish.car());
        if (car.isEmpty() && wish.car_key() != null && !wish.car_key().isBlank()) {
            throw new IllegalArgumentException(
                    "'car_key' comes with a 'car', such as EV1: name it, or leave both out.");
        }
        car.ifPresent(vehicle -> keys.put(vehicle, key("car_key", wish.car_key())));
        return new AgentParties(home, car, keys);
    }

    private static String key(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("'" + field
                    + "' is missing: the agent shows its public keys as it starts, 43 characters of base64url each.");
        }
        try {
            return Ed25519Key.parse(text.strip()).text();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + field + "' is no public key: " + e.getMessage(), e);
        }
    }

    private static Optional<VehicleId> car(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var name = text.strip();
        if (!name.contains(":")) {
            return Optional.of(new VehicleId(name));
        }
        if (!(Party.parse(name) instanceof VehicleId vehicle)) {
            throw new IllegalArgumentException("'car' is " + name + ", and should be a car such as vehicle:EV1");
        }
        return Optional.of(vehicle);
    }

    Set<OwnParty> of(GridId grid) {
        return keys.keySet().stream()
                .map(party -> new OwnParty(Optional.of(grid), party))
                .collect(Collectors.toUnmodifiableSet());
    }

    String words() {
        return keys.keySet().stream().map(Party::account).collect(Collectors.joining(" and "));
    }
}
