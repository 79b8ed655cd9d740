package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.bid.BidRefusal.BadSignature;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefused;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

/**
 * What a party's signature covers: for which grid and period it bids, its own count, and the most energy that may move.
 *
 * <pre>{"alg":"EdDSA","typ":"bid+jws","kid":"vehicle:EV1"}
 * {"grid":"home","period":"2026-01-31T12:00:00Z","seq":17,"most_in":3600000,"most_out":7200000}</pre>
 *
 * @param sequence at least 1, below 2^53
 * @param mostIn most energy that the party takes in the period, mJ below 2^53
 * @param mostOut most energy that it gives, mJ below 2^53
 */
public record BidToken(Party party, GridId grid, MatchingPeriod period, long sequence, Energy mostIn, Energy mostOut) {

    private static final Set<String> MEMBERS = Set.of("grid", "period", "seq", "most_in", "most_out");

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        return sign(JwsHeader.BID.text(party), key);
    }

    /** @param header of the party, as {@link JwsHeader#text} makes it */
    public String sign(String header, SigningKey key) {
        String token = CompactJws.sign(header, payload(), key);
        signedBid(token);
        return token;
    }

    private byte[] payload() {
        String text = "{\"grid\":\"" + grid + "\",\"period\":\"" + period + "\",\"seq\":" + sequence + ",\"most_in\":"
                + mostIn.millijoules() + ",\"most_out\":" + mostOut.millijoules() + "}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The entry that records it. */
    public SignedBid signedBid(String token) {
        return new SignedBid(party, sequence, mostIn, mostOut, token);
    }

    /**
     * Checks a recorded bid again, as anyone can who has the key.
     *
     * @throws IllegalArgumentException if its token is not signed with the key, or says other than the entry and its block
     */
    public static void check(SignedBid bid, PeriodKey block, Ed25519Key key) {
        try {
            claimed(bid.token()).verified(key).refuseUnlessIn(bid, block);
        } catch (BidRefused e) {
            throw new IllegalArgumentException(e.refusal().message(), e);
        }
    }

    /**
     * Checks what can be checked of a recorded bid without the key: who signed it stays open.
     *
     * @throws IllegalArgumentException if its token says other than the entry and its block
     */
    public static void checkWithoutKey(SignedBid bid, PeriodKey block) {
        claimed(bid.token()).unverified().refuseUnlessIn(bid, block);
    }

    private void refuseUnlessIn(SignedBid bid, PeriodKey block) {
        if (!party.equals(bid.party())) {
            throw new IllegalArgumentException("the token is that of " + party.account());
        }
        if (!new PeriodKey(grid, period).equals(block)) {
            throw new IllegalArgumentException("the token is for " + grid + "/" + period);
        }
        if (!signedBid(bid.token()).equals(bid)) {
            throw new IllegalArgumentException("the token says other than the entry: " + this);
        }
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of a bid
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedBid.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.BID.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) {

        /** @throws BidRefused if the key's owner did not sign it, or signed something that is no bid */
        public BidToken verified(Ed25519Key key) {
            if (!jws.isSignedBy(key)) {
                throw new BidRefused(new BadSignature(party));
            }
            try {
                return unverified();
            } catch (IllegalArgumentException e) {
                throw new BidRefused(new Malformed(e.getMessage()));
            }
        }

        private BidToken unverified() {
            return read(party, FlatJson.read(jws.payload(), "payload", MEMBERS));
        }

        private static BidToken read(Party party, FlatJson payload) {
            var grid = new GridId(payload.text("grid"));
            var period = payload.period("period");
            long sequence = payload.number("seq");
            if (sequence == 0) {
                throw new IllegalArgumentException(
                        "payload member seq of 0 is outside [1, " + SignedBid.MOST_NUMBER + "]");
            }
            return new BidToken(
                    party,
                    grid,
                    period,
                    sequence,
                    new Energy(payload.number("most_in")),
                    new Energy(payload.number("most_out")));
        }
    }
}
