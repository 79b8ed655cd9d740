package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.SignedEntry;

/**
 * What a home signs to take part in one merge of masked updates, and what all others in it are shown: the weight of its update,
 * and a key to agree on masks with.
 *
 * <pre>{"alg":"EdDSA","typ":"announcement+jws","kid":"prosumer:L1"}
 * {"grid":"home","into":7,"model":"...","samples":1888,"key":"..."}</pre>
 *
 * @param into version of the global model that is merged
 * @param model hash of the one before, from which the home has learnt: 64 hexadecimal digits
 * @param samples that it has learnt from since
 * @param key of X25519, for this merge only: 64 hexadecimal digits
 */
public record AnnouncementToken(Party party, GridId grid, int into, String model, long samples, String key)
        implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "into", "model", "samples", "key");

    /** Signed and written as it travels. */
    public String sign(SigningKey signing) {
        String payload = "{\"grid\":\"" + grid + "\",\"into\":" + into + ",\"model\":\"" + model + "\",\"samples\":"
                + samples + ",\"key\":\"" + key + "\"}";
        return CompactJws.sign(
                JwsHeader.ANNOUNCEMENT.text(party), payload.getBytes(StandardCharsets.US_ASCII), signing);
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of an announcement
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedEntry.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.ANNOUNCEMENT.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) implements ClaimedToken<AnnouncementToken> {

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no announcement */
        @Override
        public AnnouncementToken verified(Ed25519Key signing) {
            jws.refuseUnlessSignedBy(signing, party, "this announcement");
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new AnnouncementToken(
                    party,
                    new GridId(payload.text("grid")),
                    payload.version("into"),
                    payload.text("model"),
                    payload.number("samples"),
                    payload.text("key"));
        }
    }
}
