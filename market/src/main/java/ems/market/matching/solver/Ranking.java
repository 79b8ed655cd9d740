package ems.market.matching.solver;

import java.util.Arrays;

/** Sorts places instead of values, without an object for each. */
final class Ranking {

    private static final int BITS_OF_AN_INT = 32;

    private Ranking() {}

    /**
     * The places of the values, smallest value first, equal values in order of their places.
     *
     * @param values each at least 0
     */
    static int[] ascending(long[] values) {
        long greatest = 0;
        for (long value : values) {
            greatest = Math.max(greatest, value);
        }
        int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(values.length);
        boolean fits = Long.numberOfLeadingZeros(greatest) > placeBits;
        return fits ? sorted(values, placeBits) : sorted(ranks(values), BITS_OF_AN_INT);
    }

    /** Value and place share one long, so that sorting longs sorts places. */
    private static int[] sorted(long[] values, int placeBits) {
        long[] packed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            packed[i] = values[i] << placeBits | i;
        }
        Arrays.sort(packed);
        int[] places = new int[values.length];
        long mask = (1L << placeBits) - 1;
        for (int i = 0; i < values.length; i++) {
            places[i] = (int) (packed[i] & mask);
        }
        return places;
    }

    /** Values too large to share a long with their place are replaced by their rank. */
    private static long[] ranks(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        long[] ranks = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = Arrays.binarySearch(sorted, 0, distinct, values[i]);
        }
        return ranks;
    }
}
