package ems.ledger.door;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.Party;

/** Port: the registry, as the newest block has it. It is asked for each bid, from many threads, so it keeps its keys. */
public interface FindKey {

    /** Empty for a party that has no key for bids in the grid. */
    Optional<RegisteredAgent> of(GridId grid, Party party);

    /**
     * Whether what the party signed with this key still counts: the key may have been changed, or the party revoked, since it arrived.
     *
     * @param key as base64url
     */
    default boolean isStill(GridId grid, Party party, String key) {
        return of(grid, party)
                .filter(agent -> !agent.revoked() && agent.key().text().equals(key))
                .isPresent();
    }

    /** The grid's registry as it is now, for someone who is about to ask for many. */
    default FindKey now(GridId grid) {
        return this;
    }
}
