package ems.market.ledger;

import java.util.List;
import java.util.Optional;

import ems.market.record.AgentKey;
import ems.market.record.Validators;

/**
 * Whose signatures count from a grid's first block on.
 *
 * @param validators who signs its blocks; empty: nobody
 * @param keys of members; one without a key for bids takes part without signing any
 */
public record Identities(Optional<Validators> validators, List<AgentKey> keys) {

    public static final Identities NONE = new Identities(Optional.empty(), List.of());

    public Identities {
        keys = List.copyOf(keys);
    }
}
