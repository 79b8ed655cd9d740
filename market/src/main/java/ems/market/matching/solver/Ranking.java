package ems.market.matching.solver;

import java.util.Arrays;

/** Values in ascending order, each with the place it came from: a radix sort, stable and without an object for each. */
final class Ranking {

    private static final int FEW = 2_048;
    private static final int DIGIT_BITS_OF_FEW = 8;
    private static final int DIGIT_BITS = 11;

    private long[] values;
    private int[] places;

    private Ranking(long[] values) {
        this.values = values;
        this.places = new int[values.length];
        Arrays.setAll(places, place -> place);
    }

    /**
     * O(n) for a given number of bits.
     *
     * @param values each at least 0; the array is taken over
     */
    static Ranking of(long[] values) {
        var ranking = new Ranking(values);
        ranking.sort();
        return ranking;
    }

    /** Ascending. */
    long[] values() {
        return values;
    }

    /** Place of each value before it was sorted; equal values in order of their places. */
    int[] places() {
        return places;
    }

    private void sort() {
        long bits = 0;
        for (long value : values) {
            bits |= value;
        }
        int digitBits = values.length < FEW ? DIGIT_BITS_OF_FEW : DIGIT_BITS;
        long[] otherValues = new long[values.length];
        int[] otherPlaces = new int[values.length];
        for (int shift = 0; shift < Long.SIZE && bits >>> shift != 0; shift += digitBits) {
            sortByDigit(otherValues, otherPlaces, shift, (1 << digitBits) - 1);
            long[] sortedValues = otherValues;
            int[] sortedPlaces = otherPlaces;
            otherValues = values;
            otherPlaces = places;
            values = sortedValues;
            places = sortedPlaces;
        }
    }

    private void sortByDigit(long[] sortedValues, int[] sortedPlaces, int shift, int mask) {
        int[] next = new int[mask + 2];
        for (long value : values) {
            next[(int) (value >>> shift & mask) + 1]++;
        }
        for (int digit = 0; digit < mask; digit++) {
            next[digit + 1] += next[digit];
        }
        for (int k = 0; k < values.length; k++) {
            int to = next[(int) (values[k] >>> shift & mask)]++;
            sortedValues[to] = values[k];
            sortedPlaces[to] = places[k];
        }
    }
}
