package ems.forecasting.federation;

import java.util.Arrays;

/** Which numbers are the lowest, without putting all of them in order. */
final class Ranks {

    /** Below it sorting is faster. */
    private static final int FEW = 24;

    private Ranks() {}

    /**
     * Moves the lowest numbers of {@code [from, to)} before {@code rank}, and the others from there on.
     *
     * <p>Source: Hoare 1961, algorithm 65 "Find", with the median of three as the pivot. Numbers that all differ, as here, take
     * linear time on average.
     *
     * @param rank in [from, to]
     */
    static void split(long[] numbers, int from, int to, int rank) {
        int low = from;
        int high = to - 1;
        while (low < high && rank > low && rank <= high) {
            if (high - low < FEW) {
                Arrays.sort(numbers, low, high + 1);
                return;
            }
            long pivot = middle(numbers[low], numbers[low + (high - low) / 2], numbers[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (numbers[i] < pivot) {
                    i++;
                }
                while (numbers[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = numbers[i];
                    numbers[i++] = numbers[j];
                    numbers[j--] = swapped;
                }
            }
            // [low, j] <= pivot, (j, i) = pivot, [i, high] >= pivot
            if (rank <= j) {
                high = j;
            } else if (rank > i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
