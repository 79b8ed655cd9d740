package ems.market.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;

/**
 * What the meter of a vehicle's charger signed around the period of a match. Between a reading before and one after the period its
 * registers moved this much, so the pair settles no more.
 *
 * @param stored most that went into the vehicle; empty: no two readings of that register lie around the period
 * @param released most that came out of it; empty likewise
 * @param key of the meter, base64url without padding: x and y of its point
 * @param records as they were signed, each in base64url without padding: Open Charge Metering Format
 */
public record SignedRegisters(
        MatchId match,
        Optional<Energy> stored,
        Optional<Energy> released,
        MeterAlgorithm algorithm,
        String key,
        List<String> records)
        implements Entry {

    /** One before and one after the period, of each of two registers. */
    public static final int MOST_RECORDS = 4;

    /** Length of a record in base64url: 6 KiB of OCMF, some thirty readings. */
    public static final int MOST_CHARACTERS = 8_192;

    private static final String SEPARATOR = ".";
    private static final String FORM = "[A-Za-z0-9_-]+";

    public SignedRegisters {
        records = List.copyOf(records);
        if (records.isEmpty() || records.size() > MOST_RECORDS) {
            throw new IllegalArgumentException(
                    records.size() + " signed records of a match are outside [1, " + MOST_RECORDS + "]");
        }
        for (String record : records) {
            if (record.length() > MOST_CHARACTERS || !record.matches(FORM)) {
                throw new IllegalArgumentException("a signed record is not 1 to " + MOST_CHARACTERS
                        + " of A-Z a-z 0-9 - _, but " + record.length() + " characters");
            }
        }
        if (key.length() > MOST_CHARACTERS || !key.matches(FORM)) {
            throw new IllegalArgumentException("a meter's key is not of A-Z a-z 0-9 - _");
        }
        if (stored.isEmpty() && released.isEmpty()) {
            throw new IllegalArgumentException("signed registers that bound nothing are none");
        }
    }

    /** The most that moved this way; empty: no two readings of that register lie around the period. */
    public Optional<Energy> moved(Flow flow) {
        return flow == Flow.STORED ? stored : released;
    }

    /** SHA-256 of the records as they stand in the ledger, in hexadecimal: who goes by them names it. */
    public String hash() {
        byte[] joined = String.join(SEPARATOR, records).getBytes(StandardCharsets.US_ASCII);
        return TextHash.of(joined, joined.length);
    }

    /** The most that moves. */
    public BidLimit limit() {
        return new BidLimit(stored.orElse(BidLimit.NONE.in()), released.orElse(BidLimit.NONE.out()));
    }

    public static SignedRegisters readFrom(EntryReader line) {
        return new SignedRegisters(
                new MatchId(line.text()),
                line.energyIfKnown(),
                line.energyIfKnown(),
                MeterAlgorithm.of(line.text()),
                line.text(),
                List.of(line.text().split("[.]", -1)));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SIGNED_REGISTERS;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled())
                .energyIfKnown(stored)
                .energyIfKnown(released)
                .text(algorithm.word())
                .text(key)
                .text(String.join(SEPARATOR, records));
    }
}
