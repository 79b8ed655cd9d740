package ems.ledger.token;

import ems.ledger.key.Ed25519Key;
import ems.market.party.Party;

/**
 * A token that says whose it is; nothing of it is known to be true.
 *
 * @param <T> what it is if it is signed
 */
public interface ClaimedToken<T extends PartyToken> {

    Party party();

    /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something else */
    T verified(Ed25519Key key);
}
