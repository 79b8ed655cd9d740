package ems.ledger.door;

import ems.ledger.token.ClaimedToken;
import ems.ledger.token.PartyToken;
import ems.market.party.GridId;
import ems.market.party.Party;

/** Holds tokens against a grid's registry: its party's key, as it is now, must have signed them, for this grid. */
public record RegistryCheck(GridId grid, FindKey keys) {

    /**
     * A token that holds.
     *
     * @param key that it was signed with, as base64url
     */
    record Checked<T>(T token, String key) {}

    /** The same, for someone who is about to check many. */
    RegistryCheck now() {
        return new RegistryCheck(grid, keys.now(grid));
    }

    boolean knows(Party party) {
        return keys.of(grid, party).isPresent();
    }

    /**
     * @param what it is, such as {@code the forecast}
     * @throws IllegalArgumentException if its party has no key here or is revoked, did not sign it, or signed it for another grid
     */
    public <T extends PartyToken> T verified(String what, ClaimedToken<T> claimed) {
        return checked(what, claimed).token();
    }

    <T extends PartyToken> Checked<T> checked(String what, ClaimedToken<T> claimed) {
        var account = claimed.party().account();
        var agent = keys.of(grid, claimed.party())
                .orElseThrow(() -> new IllegalArgumentException(account + " has no key for bids in grid " + grid));
        if (agent.revoked()) {
            throw new IllegalArgumentException(account + " is revoked");
        }
        var token = claimed.verified(agent.key());
        if (!token.grid().equals(grid)) {
            throw new IllegalArgumentException(what + " is for grid " + token.grid() + ", and this is grid " + grid);
        }
        return new Checked<>(token, agent.key().text());
    }
}
