package ems.market.quantity;

/** Writes whole numbers as decimal digits into bytes, without a text in between. */
public final class Digits {

    /** As many as a {@code long} has at most. */
    public static final int MOST = 19;

    private Digits() {}

    /** How many digits the number has, without its sign. */
    public static int count(long number) {
        long rest = -Math.abs(number); // below 0 every number has a counterpart
        int count = 1;
        for (long least = -10; count < MOST && rest <= least; least *= 10) {
            count++;
        }
        return count;
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
