package ems.chains.iota;

import java.math.BigInteger;

/** Digests as IOTA writes them: no 0, O, I, l; a 1 first for each zero byte first. */
final class Base58 {

    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int LONGEST = 64;
    private static final int BYTES = 32;

    private Base58() {}

    static String of(byte[] bytes) {
        var text = new StringBuilder();
        for (var rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BASE)) {
            text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append(DIGITS.charAt(0));
        }
        return text.reverse().toString();
    }

    /** @throws IllegalArgumentException if it is no digest of 32 bytes */
    static byte[] digest(String text) {
        var number = BigInteger.ZERO;
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            number = digit < 0 ? BigInteger.ZERO : number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = new byte[BYTES];
        byte[] tail = number.toByteArray();
        int length = Math.min(tail.length, BYTES);
        System.arraycopy(tail, tail.length - length, bytes, BYTES - length, length);
        if (!of(bytes).equals(text)) {
            throw new IllegalArgumentException("'" + (text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                    + "' is not a digest of 32 bytes in base 58");
        }
        return bytes;
    }
}
