package ems.ledger.door;

import java.util.HashMap;
import java.util.Map;

import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.ledger.token.JwsHeader;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/** Signs bids for a fleet whose keys are in one place: in a simulation, or at an operator of many EVs. Thread-safe. */
public final class BidSigner {

    private final GridId grid;
    private final Map<Party, Signer> signers = new HashMap<>();

    public BidSigner(GridId grid, Map<Party, SigningKey> keys) {
        this.grid = grid;
        keys.forEach((party, key) -> signers.put(party, new Signer(JwsHeader.BID.text(party), key)));
    }

    /**
     * @param sequence above that of the party's last bid: the number of the period does
     * @return the bid as it travels
     * @throws IllegalArgumentException if the party has no key here, or a number is out of range
     */
    public String sign(Party party, MatchingPeriod period, long sequence, Energy mostIn, Energy mostOut) {
        var signer = signers.get(party);
        if (signer == null) {
            throw new IllegalArgumentException("there is no signing key of " + party.account());
        }
        return new BidToken(party, grid, period, sequence, mostIn, mostOut).sign(signer.header(), signer.key());
    }

    private record Signer(String header, SigningKey key) {}
}
