package ems.ledger.receipt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.Ed25519Key;
import ems.market.party.GridId;
import ems.market.party.Party;

/** Keys that someone noted down, whatever the grid: a line {@code account key} each, the key in base64url. */
record PartyKeys(Map<Party, RegisteredAgent> agents) implements FindKey {

    /** @throws IllegalArgumentException if they are not such lines, or an account stands twice */
    static PartyKeys parse(List<String> lines) {
        Map<Party, RegisteredAgent> agents = new HashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException(
                        "'" + line + "' is no party's key: an account like vehicle:EV1, a space, and its key");
            }
            var party = Party.parse(line.substring(0, space));
            var key = Ed25519Key.parse(line.substring(space + 1));
            if (agents.put(party, new RegisteredAgent(key, false)) != null) {
                throw new IllegalArgumentException("two keys are given for " + party.account());
            }
        }
        return new PartyKeys(Map.copyOf(agents));
    }

    @Override
    public Optional<RegisteredAgent> of(GridId grid, Party party) {
        return Optional.ofNullable(agents.get(party));
    }
}
