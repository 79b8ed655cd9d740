package ems.market.record;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import ems.market.party.Party;

/**
 * A party's public key, at enrolment or in place of an earlier one of the same algorithm. It counts from the block after
 * the one that carries this on.
 *
 * @param algorithm {@link #BIDS}, or how the meter of the party's charger signs: the key decides it, never the message that is checked with it
 * @param publicKey base64url without padding: the 32 bytes of an Ed25519 key (43 characters), or the bytes of x and y
 *     of a point of the meter's curve (of P-256: 86 characters)
 */
public record AgentKey(Party party, String algorithm, String publicKey) implements Entry {

    /** Ed25519: signs bids. */
    public static final String BIDS = "EdDSA";

    /** A party has one key of each at most. */
    public static final List<String> ALGORITHMS = Stream.concat(
                    Stream.of(BIDS), Arrays.stream(MeterAlgorithm.values()).map(MeterAlgorithm::registered))
            .toList();

    public AgentKey {
        int bytes = bytes(algorithm);
        if (!isKey(publicKey, bytes)) {
            throw new IllegalArgumentException("'" + shortened(publicKey) + "' is no public key for " + algorithm + ": "
                    + bytes + " bytes as base64url without padding");
        }
    }

    private static int bytes(String algorithm) {
        return algorithm.equals(BIDS) ? 32 : meterAlgorithm(algorithm).bytes();
    }

    /** @throws IllegalArgumentException if no meter's key is named so */
    public static MeterAlgorithm meterAlgorithm(String algorithm) {
        return Arrays.stream(MeterAlgorithm.values())
                .filter(each -> each.registered().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + shortened(algorithm)
                        + "' is no algorithm of an agent's key: none of " + String.join(", ", ALGORITHMS)));
    }

    /** One text for a key: unused bits at its end are zero. */
    private static boolean isKey(String text, int bytes) {
        if (text.length() != (bytes * 4 + 2) / 3) {
            return false;
        }
        try {
            byte[] key = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() <= 90 ? text : text.substring(0, 90) + "...";
    }

    public static AgentKey readFrom(EntryReader line) {
        return new AgentKey(Party.parse(line.text()), line.text(), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.AGENT_KEY;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount()).text(algorithm).text(publicKey);
    }
}
