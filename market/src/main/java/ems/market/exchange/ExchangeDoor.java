package ems.market.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import ems.market.party.Party;

/** Port: takes what agents sign of exchanges, as it arrives. */
public interface ExchangeDoor {

    /**
     * Checks statements and holds those that are good: the first of each party and period counts.
     *
     * @param tokens a compact JWS each, from anyone
     * @param speaksFor whether who sent them is known to speak for a party: only then is a refusal noted for it
     * @param now when they arrived
     * @return for each token, in their order, why it is not taken; empty: it is
     */
    List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now);
}
