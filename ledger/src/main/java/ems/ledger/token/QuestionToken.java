package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedEntry;

/**
 * An agent's question, signed with its party's key: what became of the party in a period? Whoever has the key sees what the
 * market books for it.
 *
 * <pre>{"alg":"EdDSA","typ":"question+jws","kid":"prosumer:L1"}
 * {"grid":"home","period":"2026-01-31T12:00:00Z"}</pre>
 */
public record QuestionToken(Party party, GridId grid, MatchingPeriod period) implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "period");

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        String payload = "{\"grid\":\"" + grid + "\",\"period\":\"" + period + "\"}";
        return CompactJws.sign(JwsHeader.QUESTION.text(party), payload.getBytes(StandardCharsets.US_ASCII), key);
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of a question
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedEntry.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.QUESTION.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) implements ClaimedToken<QuestionToken> {

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no question */
        @Override
        public QuestionToken verified(Ed25519Key key) {
            jws.refuseUnlessSignedBy(key, party, "this question");
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new QuestionToken(party, new GridId(payload.text("grid")), payload.period("period"));
        }
    }
}
