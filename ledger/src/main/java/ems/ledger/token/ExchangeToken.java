package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.ExchangeStatement;
import ems.market.record.MatchId;
import ems.market.record.SignedBid;
import ems.market.record.SignedEntry;

/**
 * What a party of a match signs of the exchange with the other one: six samples, in mJ, above 0 what the EV stored, below 0 what it
 * released; and the hash of what the charger's meter signed, if it goes by that.
 *
 * <pre>{"alg":"EdDSA","typ":"exchange+jws","kid":"prosumer:L1"}
 * {"grid":"home","period":"2026-01-31T12:00:00Z","with":"vehicle:EV1","samples":"24000000,24000000,0,0,-5,0","records":""}</pre>
 *
 * @param with the other party: an EV if a home signs, and a home if an EV does
 * @param samples six, each below 2^53 mJ
 */
public record ExchangeToken(
        Party party, GridId grid, MatchingPeriod period, Party with, List<NetEnergy> samples, Optional<String> records)
        implements PartyToken {

    private static final Set<String> MEMBERS = Set.of("grid", "period", "with", "samples", "records");
    private static final String SAMPLE = "0|-?[1-9][0-9]{0,15}";

    public ExchangeToken {
        samples = List.copyOf(samples);
        if (party instanceof ProsumerId == with instanceof ProsumerId) {
            throw new IllegalArgumentException(
                    party.account() + " exchanges nothing with " + with.account() + ": a home does with an EV");
        }
    }

    /** Signed and written as it travels. */
    public String sign(SigningKey key) {
        String payload = "{\"grid\":\"" + grid + "\",\"period\":\"" + period + "\",\"with\":\"" + with.account()
                + "\",\"samples\":\""
                + samples.stream()
                        .map(sample -> Long.toString(sample.toMillijoules()))
                        .collect(Collectors.joining(","))
                + "\",\"records\":\"" + records.orElse("") + "\"}";
        String token =
                CompactJws.sign(JwsHeader.EXCHANGE.text(party), payload.getBytes(StandardCharsets.US_ASCII), key);
        statement(token);
        return token;
    }

    /** The match that it is of. */
    public MatchId match() {
        return party instanceof ProsumerId home
                ? MatchId.of(period, home, (VehicleId) with)
                : MatchId.of(period, (ProsumerId) with, (VehicleId) party);
    }

    /** The entry that records it. */
    public ExchangeStatement statement(String token) {
        return new ExchangeStatement(match(), party, samples, records, token);
    }

    /**
     * Checks a recorded statement again, as anyone can who has the key.
     *
     * @throws IllegalArgumentException if its token is not signed with the key, or says other than the entry and its block
     */
    public static void check(ExchangeStatement said, PeriodKey block, Ed25519Key key) {
        claimed(said.token()).verified(key).refuseUnlessIn(said, block);
    }

    /**
     * Checks what can be checked of a recorded statement without the key: who signed it stays open.
     *
     * @throws IllegalArgumentException if its token says other than the entry and its block
     */
    public static void checkWithoutKey(ExchangeStatement said, PeriodKey block) {
        claimed(said.token()).unverified().refuseUnlessIn(said, block);
    }

    private void refuseUnlessIn(ExchangeStatement said, PeriodKey block) {
        if (!new PeriodKey(grid, period).equals(block)) {
            throw new IllegalArgumentException("the token is for " + grid + "/" + period);
        }
        if (!statement(said.token()).equals(said)) {
            throw new IllegalArgumentException("the token says other than the entry: " + this);
        }
    }

    /**
     * Takes the token apart as far as the name of who is to have signed it.
     *
     * @throws IllegalArgumentException if the text is longer than a token, or its header is not that of an exchange
     */
    public static Claimed claimed(String token) {
        var jws = CompactJws.parse(token, SignedEntry.MOST_CHARACTERS);
        return new Claimed(jws, JwsHeader.EXCHANGE.party(jws.header()));
    }

    /** A token that says whose it is; nothing of it is known to be true. */
    public record Claimed(CompactJws jws, Party party) implements ClaimedToken<ExchangeToken> {

        /** @throws IllegalArgumentException if the key's owner did not sign it, or signed something that is no exchange */
        @Override
        public ExchangeToken verified(Ed25519Key key) {
            jws.refuseUnlessSignedBy(key, party, "this exchange");
            return unverified();
        }

        private ExchangeToken unverified() {
            var payload = FlatJson.read(jws.payload(), "payload", MEMBERS);
            return new ExchangeToken(
                    party,
                    new GridId(payload.text("grid")),
                    payload.period("period"),
                    Party.parse(payload.text("with")),
                    samples(payload.text("samples")),
                    Optional.of(payload.text("records")).filter(hash -> !hash.isEmpty()));
        }

        private static List<NetEnergy> samples(String text) {
            List<NetEnergy> samples = new ArrayList<>(MatchingPeriod.SAMPLES);
            for (String number : text.split(",", -1)) {
                if (!number.matches(SAMPLE) || Math.abs(Long.parseLong(number)) > SignedBid.MOST_NUMBER) {
                    throw new IllegalArgumentException("payload member samples of '" + text
                            + "' is not six whole numbers of mJ in [-" + SignedBid.MOST_NUMBER + ", "
                            + SignedBid.MOST_NUMBER + "] with commas between");
                }
                samples.add(NetEnergy.ofMillijoules(Long.parseLong(number)));
            }
            return samples;
        }
    }
}
