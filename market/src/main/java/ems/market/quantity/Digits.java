package ems.market.quantity;

import java.util.stream.LongStream;

/** Writes whole numbers as decimal digits into bytes, without a text in between. */
public final class Digits {

    /** As many as a {@code long} has at most. */
    public static final int MOST = 19;

    /** By exponent; unsigned, as the last one is beyond a {@code long} with a sign. */
    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> 10 * power).limit(MOST + 1).toArray();

    /** The digits of 0 to 99. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int two = 0; two < 100; two++) {
            TENS[two] = (byte) ('0' + two / 10);
            ONES[two] = (byte) ('0' + two % 10);
        }
    }

    private Digits() {}

    /** How many digits the number has, without its sign. */
    public static int count(long number) {
        long size = Math.abs(number) | 1; // as many digits, and at least one
        int atLeast = (Long.SIZE - Long.numberOfLeadingZeros(size)) * 1_233 >>> 12; // bits times log10(2)
        return Long.compareUnsigned(size, POWERS_OF_TEN[atLeast]) < 0 ? atLeast : atLeast + 1;
    }

    /**
     * Writes the number's digits, without its sign, up to a place.
     *
     * @param end place after the last digit, at least {@link #count} of them from the start
     * @return place of the first digit
     */
    public static int write(long number, byte[] line, int end) {
        int first = end;
        long rest = -Math.abs(number); // below 0 every number has a counterpart
        while (rest <= -100) {
            long hundreds = rest / 100;
            int two = (int) (hundreds * 100 - rest);
            line[--first] = ONES[two];
            line[--first] = TENS[two];
            rest = hundreds;
        }
        int two = (int) -rest;
        line[--first] = ONES[two];
        if (two >= 10) {
            line[--first] = TENS[two];
        }
        return first;
    }
}
