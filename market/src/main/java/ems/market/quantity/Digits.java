package ems.market.quantity;

/** Writes whole numbers as decimal digits into bytes, without a text in between. */
public final class Digits {

    /** As many as a {@code long} has at most. */
    public static final int MOST = 19;

    private Digits() {}

    /**
     * Writes the number's digits, without its sign, up to a place.
     *
     * @param end place after the last digit, at least {@link #MOST}
     * @return place of the first digit
     */
    public static int write(long number, byte[] line, int end) {
        int first = end;
        long rest = -Math.abs(number); // below 0 every number has a counterpart
        while (rest <= -100) {
            long hundreds = rest / 100;
            int two = (int) (hundreds * 100 - rest);
            line[--first] = (byte) ('0' + two % 10);
            line[--first] = (byte) ('0' + two / 10);
            rest = hundreds;
        }
        int two = (int) -rest;
        line[--first] = (byte) ('0' + two % 10);
        if (two >= 10) {
            line[--first] = (byte) ('0' + two / 10);
        }
        return first;
    }
}
