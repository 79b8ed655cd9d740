package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.SignedEntry;

/**
 * What a home's own agent signs of an update of the grid's model: the hash of its file.
 *
 * <pre>{"alg":"EdDSA","typ":"update+jws","kid":"prosumer:L1"}
 * {"grid":"home","sha256":"..."}</pre>
 *
 * @param hash 64 hexadecimal digits
 */
public record UpdateToken(Party party, GridId grid, String hash) implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "sha256");

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        String payload = "{\"grid\":\"" + grid + "\",\"sha256\":\"" + hash + "\"}";
        return CompactJws.sign(JwsHeader.UPDATE.text(party), payload.getBytes(StandardCharsets.US_ASCII), key);
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of an update
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedEntry.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.UPDATE.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) implements ClaimedToken<UpdateToken> {

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no update */
        @Override
        public UpdateToken verified(Ed25519Key key) {
            jws.refuseUnlessSignedBy(key, party, "this update");
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new UpdateToken(party, new GridId(payload.text("grid")), payload.text("sha256"));
        }
    }
}
