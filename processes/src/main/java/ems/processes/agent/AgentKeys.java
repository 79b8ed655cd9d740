package ems.processes.agent;

import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.Ed25519Key;
import ems.ledger.store.RegistryKeys;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.processes.grid.LiveGrid;

/** Whose key it is that signs what agents send. */
final class AgentKeys {

    private AgentKeys() {}

    /** @throws IllegalArgumentException if the party has no key, or takes no part any more */
    static Ed25519Key of(LiveGrid grid, Party party) {
        var id = grid.setup().grid();
        return new RegistryKeys(grid.ledger())
                .of(id, party)
                .filter(agent -> !agent.revoked())
                .map(RegisteredAgent::key)
                .orElseThrow(
                        () -> new IllegalArgumentException(party.account() + " has no key for bids in grid " + id));
    }

    static void refuseOtherGrid(String what, GridId signed, LiveGrid grid) {
        var here = grid.setup().grid();
        if (!signed.equals(here)) {
            throw new IllegalArgumentException(what + " is for grid " + signed + ", and this is grid " + here);
        }
    }

    /** @throws IllegalArgumentException if it is not a home */
    static ProsumerId home(Party party) {
        if (party instanceof ProsumerId home) {
            return home;
        }
        throw new IllegalArgumentException(party.account() + " is no home: only homes learn");
    }
}
