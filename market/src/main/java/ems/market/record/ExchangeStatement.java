package ems.market.record;

import java.util.List;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;

/**
 * What one party of a match says that the two exchanged, by its signature. Grid and period are the block's, and stand inside the
 * signature, too, as does the other party.
 *
 * @param party the home, or the EV
 * @param samples six: a surplus was stored by the EV, a demand was released by it; each below 2^53 mJ
 * @param records SHA-256, in hexadecimal, of the {@link SignedRegisters} that the party goes by; empty: it names none
 * @param token the signed text exactly as it arrived (compact JWS)
 */
public record ExchangeStatement(
        MatchId match, Party party, List<NetEnergy> samples, Optional<String> records, String token)
        implements Entry, SignedEntry {

    private static final String NO_RECORDS = "-";
    private static final String HASH = "[0-9a-f]{64}";

    public ExchangeStatement {
        samples = List.copyOf(samples);
        if (samples.size() != MatchingPeriod.SAMPLES) {
            throw new IllegalArgumentException(
                    "a statement of " + samples.size() + " samples does not have " + MatchingPeriod.SAMPLES);
        }
        for (NetEnergy sample : samples) {
            if (sample.energy().millijoules() > SignedBid.MOST_NUMBER) {
                throw new IllegalArgumentException("a stated sample of " + sample.toMillijoules() + " mJ is outside [-"
                        + SignedBid.MOST_NUMBER + ", " + SignedBid.MOST_NUMBER + "]");
            }
        }
        if (records.isPresent() && !records.get().matches(HASH)) {
            throw new IllegalArgumentException("the records' hash is not 64 hexadecimal digits");
        }
        SignedEntry.refuseUnlessToken(token);
    }

    public static ExchangeStatement readFrom(EntryReader line) {
        return new ExchangeStatement(
                new MatchId(line.text()),
                Party.parse(line.text()),
                Correction.readSamples(line),
                Optional.of(line.text()).filter(hash -> !hash.equals(NO_RECORDS)),
                line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EXCHANGE_STATEMENT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.text()).text(party.account());
        samples.forEach(sample -> line.number(sample.toMillijoules()));
        line.text(records.orElse(NO_RECORDS)).text(token);
    }
}
