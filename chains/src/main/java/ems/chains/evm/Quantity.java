package ems.chains.evm;

import java.math.BigInteger;

import com.fasterxml.jackson.databind.JsonNode;

import ems.chains.client.NodeUnavailable;

/** Numbers as nodes write them: hex with 0x, no zero first. */
final class Quantity {

    private static final BigInteger END = BigInteger.ONE.shiftLeft(63);

    private Quantity() {}

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** Below 2^256. */
    static BigInteger large(JsonNode answer) {
        String text = answer.asText("");
        if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
            throw new NodeUnavailable("the node gives '" + (text.length() > 80 ? text.substring(0, 80) : text)
                    + "' where a number like 0x1f is due");
        }
        return new BigInteger(text.substring(2), 16);
    }

    /** In [0, 2^63). */
    static long parse(JsonNode answer) {
        return within(large(answer));
    }

    static long within(BigInteger number) {
        if (number.compareTo(END) >= 0) {
            throw new NodeUnavailable("the node gives " + number + ", which is not below 2^63");
        }
        return number.longValueExact();
    }
}
