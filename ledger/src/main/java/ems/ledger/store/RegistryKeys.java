package ems.ledger.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ems.ledger.contract.Registered;
import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.Ed25519Key;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.AgentKey;

/** Finds keys in the registry as the newest block has it, each read once for as long as the registry stays the same. */
public final class RegistryKeys implements FindKey {

    private final StoredLedger ledger;
    private final Map<GridId, Known> known = new ConcurrentHashMap<>();

    private record Known(Registered registered, Map<Party, RegisteredAgent> agents) {

        Optional<RegisteredAgent> of(Party party) {
            var key = registered.key(party, AgentKey.BIDS);
            // strangers leave nothing behind: anyone can name any number of them
            return key.isEmpty()
                    ? Optional.empty()
                    : Optional.of(agents.computeIfAbsent(party, first -> agent(party, key.get())));
        }

        private RegisteredAgent agent(Party party, String key) {
            return new RegisteredAgent(Ed25519Key.parse(key), registered.isRevoked(party));
        }
    }

    public RegistryKeys(StoredLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<RegisteredAgent> of(GridId grid, Party party) {
        return now(grid).of(grid, party);
    }

    @Override
    public FindKey now(GridId grid) {
        var registered = ledger.registered(grid);
        var keys = known.compute(
                grid,
                (same, before) -> before != null && before.registered() == registered
                        ? before
                        : new Known(registered, new ConcurrentHashMap<>()));
        return (same, party) -> keys.of(party);
    }
}
