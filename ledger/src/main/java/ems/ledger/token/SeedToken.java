package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.SignedEntry;

/**
 * What a home signs once all on a list have sent their masked updates: the seed of the mask that it alone could draw.
 *
 * <pre>{"alg":"EdDSA","typ":"seed+jws","kid":"prosumer:L1"}
 * {"grid":"home","into":7,"list":"...","seed":"..."}</pre>
 *
 * @param into version of the global model that is merged
 * @param list hash of the list that is complete: 64 hexadecimal digits
 * @param seed 64 hexadecimal digits
 */
public record SeedToken(Party party, GridId grid, int into, String list, String seed) implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "into", "list", "seed");

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        String payload =
                "{\"grid\":\"" + grid + "\",\"into\":" + into + ",\"list\":\"" + list + "\",\"seed\":\"" + seed + "\"}";
        return CompactJws.sign(JwsHeader.SEED.text(party), payload.getBytes(StandardCharsets.US_ASCII), key);
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of a seed
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedEntry.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.SEED.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) implements ClaimedToken<SeedToken> {

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no seed */
        @Override
        public SeedToken verified(Ed25519Key key) {
            jws.refuseUnlessSignedBy(key, party, "this seed");
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new SeedToken(
                    party,
                    new GridId(payload.text("grid")),
                    payload.version("into"),
                    payload.text("list"),
                    payload.text("seed"));
        }
    }
}
