package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Base64Url;
import ems.market.party.Party;
import ems.market.record.AgentKey;

/**
 * The header of what a party signs. It may say these three things and nothing else, so it can neither choose another algorithm
 * nor bring a key along: the algorithm is that of the registered key. What is signed as one type is never taken as another.
 */
public enum JwsHeader {
    /** How much may move: {@link BidToken}. */
    BID("bid+jws"),
    /** What a home's own agent expects: {@link ForecastToken}. */
    FORECAST("forecast+jws"),
    /** What a party exchanged: {@link ExchangeToken}. */
    EXCHANGE("exchange+jws"),
    /** What an agent asks about its own party: {@link QuestionToken}. */
    QUESTION("question+jws"),
    /** What an agent has learnt: {@link UpdateToken}. */
    UPDATE("update+jws"),
    /** That an agent takes part in a merge of masked updates: {@link AnnouncementToken}. */
    ANNOUNCEMENT("announcement+jws"),
    /** What takes the last mask of an agent's update off: {@link SeedToken}. */
    SEED("seed+jws");

    private static final Set<String> MEMBERS = Set.of("alg", "typ", "kid");

    private final String type;

    JwsHeader(String type) {
        this.type = type;
    }

    /** In base64url. */
    public String text(Party party) {
        String header =
                "{\"alg\":\"" + AgentKey.BIDS + "\",\"typ\":\"" + type + "\",\"kid\":\"" + party.account() + "\"}";
        return Base64Url.text(header.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if it is not a header of this type */
    Party party(byte[] header) {
        var json = FlatJson.read(header, "header", MEMBERS);
        if (!json.text("alg").equals(AgentKey.BIDS)) {
            throw new IllegalArgumentException("header member alg is not " + AgentKey.BIDS);
        }
        if (!json.text("typ").equals(type)) {
            throw new IllegalArgumentException("header member typ is not " + type);
        }
        return Party.parse(json.text("kid"));
    }
}
