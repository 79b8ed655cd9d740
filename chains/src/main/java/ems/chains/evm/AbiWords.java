package ems.chains.evm;

import java.math.BigInteger;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import ems.chains.client.NodeUnavailable;

/** What a contract answers: words of 32 bytes, hex. */
final class AbiWords {

    private static final int DIGITS = 64;

    private final String hex;

    private AbiWords(String hex) {
        this.hex = hex;
    }

    /** @throws NodeUnavailable if the answer is not this many words */
    static AbiWords of(JsonNode answer, int count) {
        String text = answer.asText("");
        if (!text.matches("0x[0-9a-fA-F]*") || text.length() != 2 + count * DIGITS) {
            throw new NodeUnavailable("the node gives " + (text.length() - 2) / 2 + " bytes where a contract answers "
                    + count * DIGITS / 2);
        }
        return new AbiWords(text.substring(2).toLowerCase(Locale.ROOT));
    }

    /** The words after a selector of 4 bytes; those that are missing are zero. */
    static AbiWords afterSelector(String data, int count) {
        String rest = data.substring(Math.min(data.length(), 10)).toLowerCase(Locale.ROOT);
        return new AbiWords((rest + "0".repeat(count * DIGITS)).substring(0, count * DIGITS));
    }

    /** 64 digits. */
    String hash(int word) {
        return hex.substring(word * DIGITS, (word + 1) * DIGITS);
    }

    Address address(int word) {
        return new Address("0x" + hash(word).substring(24));
    }

    /** A height: in [0, 2^63). */
    long height(int word) {
        return Quantity.within(new BigInteger(hash(word), 16));
    }
}
