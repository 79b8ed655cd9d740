package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Base64Url;
import ems.market.party.Party;
import ems.market.record.AgentKey;

/**
 * The header of a signed bid. It may say these three things and nothing else, so it can neither choose another algorithm nor
 * bring a key along: the algorithm is that of the registered key.
 */
public final class BidHeader {

    private static final String TYPE = "bid+jws";
    private static final Set<String> MEMBERS = Set.of("alg", "typ", "kid");

    private BidHeader() {}

    /** In base64url. */
    public static String text(Party party) {
        String header =
                "{\"alg\":\"" + AgentKey.BIDS + "\",\"typ\":\"" + TYPE + "\",\"kid\":\"" + party.account() + "\"}";
        return Base64Url.text(header.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if it is not the header of a bid */
    static Party party(byte[] header) {
        var json = FlatJson.read(header, "header", MEMBERS);
        if (!json.text("alg").equals(AgentKey.BIDS)) {
            throw new IllegalArgumentException("header member alg is not " + AgentKey.BIDS);
        }
        if (!json.text("typ").equals(TYPE)) {
            throw new IllegalArgumentException("header member typ is not " + TYPE);
        }
        return Party.parse(json.text("kid"));
    }
}
