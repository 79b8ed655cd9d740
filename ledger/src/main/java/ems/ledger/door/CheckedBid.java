package ems.ledger.door;

import java.util.Optional;

import ems.ledger.key.Ed25519Key;
import ems.ledger.token.BidToken;
import ems.market.bid.BidOutcome;
import ems.market.bid.BidOutcome.Refused;
import ems.market.bid.BidRefusal;
import ems.market.record.SignedBid;

/**
 * A bid of which all is known that follows from its token, the registry and the time.
 *
 * @param token what was signed, if it is good so far
 * @param entry what will record it, if it is good so far
 * @param key of whoever signed it, if it is good so far
 * @param refusal why it is not good
 */
record CheckedBid(
        Optional<BidToken> token, Optional<SignedBid> entry, Optional<Ed25519Key> key, Optional<BidRefusal> refusal) {

    static CheckedBid good(String text, BidToken token, Ed25519Key key) {
        return new CheckedBid(
                Optional.of(token), Optional.of(token.signedBid(text)), Optional.of(key), Optional.empty());
    }

    static CheckedBid refused(BidRefusal refusal) {
        return new CheckedBid(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(refusal));
    }

    BidOutcome refused() {
        return new Refused(refusal.orElseThrow());
    }
}
