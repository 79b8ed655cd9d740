package ems.ledger.door;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.Party;

/** Port: the registry, as the newest block has it. It is asked for each bid, from many threads, so it keeps its keys. */
public interface FindKey {

    /** Empty for a party that has no key for bids in the grid. */
    Optional<RegisteredAgent> of(GridId grid, Party party);

    /** The grid's registry as it is now, for someone who is about to ask for many. */
    default FindKey now(GridId grid) {
        return this;
    }
}
