package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.record.SignedForecast;

/**
 * What a home's own agent signs to expect of a period: its net energy.
 *
 * <pre>{"alg":"EdDSA","typ":"forecast+jws","kid":"prosumer:L1"}
 * {"grid":"home","period":"2026-01-31T12:00:00Z","direction":"SURPLUS","energy":3600000}</pre>
 *
 * @param expected at most 2^53 - 1 mJ
 */
public record ForecastToken(ProsumerId prosumer, GridId grid, MatchingPeriod period, NetEnergy expected)
        implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "period", "direction", "energy");

    @Override
    public Party party() {
        return prosumer;
    }

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        String payload = "{\"grid\":\"" + grid + "\",\"period\":\"" + period + "\",\"direction\":\""
                + expected.direction() + "\",\"energy\":" + expected.energy().millijoules() + "}";
        String token =
                CompactJws.sign(JwsHeader.FORECAST.text(prosumer), payload.getBytes(StandardCharsets.US_ASCII), key);
        signedForecast(token);
        return token;
    }

    /** The entry that records it. */
    public SignedForecast signedForecast(String token) {
        return new SignedForecast(prosumer, expected, token);
    }

    /**
     * Checks a recorded forecast again, as anyone can who has the key.
     *
     * @throws IllegalArgumentException if its token is not signed with the key, or says other than the entry and its block
     */
    public static void check(SignedForecast forecast, PeriodKey block, Ed25519Key key) {
        var token = claimed(forecast.token()).verified(key);
        if (!new PeriodKey(token.grid, token.period).equals(block)) {
            throw new IllegalArgumentException("the token is for " + token.grid + "/" + token.period);
        }
        if (!token.signedForecast(forecast.token()).equals(forecast)) {
            throw new IllegalArgumentException("the token says other than the entry: " + token);
        }
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of a home's forecast
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedForecast.MOST_CHARACTERS);
        if (JwsHeader.FORECAST.party(jws.header()) instanceof ProsumerId prosumer) {
            return new Claimed(jws, prosumer);
        }
        throw new IllegalArgumentException("header member kid is no prosumer: only homes are forecast");
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, ProsumerId prosumer) implements ClaimedToken<ForecastToken> {

        @Override
        public Party party() {
            return prosumer;
        }

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no forecast */
        @Override
        public ForecastToken verified(Ed25519Key key) {
            jws.refuseUnlessSignedBy(key, prosumer, "this forecast");
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new ForecastToken(
                    prosumer,
                    new GridId(payload.text("grid")),
                    payload.period("period"),
                    expected(payload.text("direction"), payload.number("energy")));
        }

        private static NetEnergy expected(String direction, long millijoules) {
            for (Direction known : Direction.values()) {
                if (known.name().equals(direction)) {
                    var expected = new NetEnergy(known, new Energy(millijoules));
                    if (expected.direction() != known) {
                        throw new IllegalArgumentException("payload member direction of no energy is SURPLUS");
                    }
                    return expected;
                }
            }
            throw new IllegalArgumentException("payload member direction is neither SURPLUS nor DEMAND");
        }
    }
}
