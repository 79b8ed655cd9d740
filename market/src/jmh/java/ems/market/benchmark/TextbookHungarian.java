package ems.market.benchmark;

import ems.market.matching.MatchingProblem;
import java.util.Arrays;

/**
 * The assignment as the paper puts it: every prosumer and every EV gets a row and a column of one square table of costs,
 * padded with parties of no size, solved row by row with potentials in O(n^3).
 */
final class TextbookHungarian {

    private TextbookHungarian() {}

    /** Energy in mJ that the best pairs move. */
    static long greatestWorth(MatchingProblem problem) {
        int size = problem.prosumers().size() + problem.vehicles().size();
        long[][] cost = new long[size + 1][size + 1];
        for (int i = 0; i < problem.prosumers().size(); i++) {
            var forecast = problem.prosumers().get(i).forecast();
            Arrays.fill(cost[i + 1], forecast.energy().millijoules());
            for (int j = 0; j < problem.vehicles().size(); j++) {
                cost[i + 1][j + 1] -=
                        problem.vehicles().get(j).exchangeable(forecast).millijoules();
            }
        }
        long asked = problem.prosumers().stream()
                .mapToLong(bid -> bid.forecast().energy().millijoules())
                .sum();
        return asked - leastCost(cost, size);
    }

    /** Rows and columns count from 1; column 0 holds the row that looks for a place. */
    private static long leastCost(long[][] cost, int size) {
        long[] rowPrice = new long[size + 1];
        long[] columnPrice = new long[size + 1];
        int[] rowOf = new int[size + 1];
        int[] cameFrom = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            rowOf[0] = row;
            int column = 0;
            long[] slack = new long[size + 1];
            Arrays.fill(slack, Long.MAX_VALUE);
            boolean[] done = new boolean[size + 1];
            do {
                done[column] = true;
                int nearest = 0;
                long step = Long.MAX_VALUE;
                for (int j = 1; j <= size; j++) {
                    if (!done[j]) {
                        long reduced = cost[rowOf[column]][j] - rowPrice[rowOf[column]] - columnPrice[j];
                        if (reduced < slack[j]) {
                            slack[j] = reduced;
                            cameFrom[j] = column;
                        }
                        if (slack[j] < step) {
                            step = slack[j];
                            nearest = j;
                        }
                    }
                }
                for (int j = 0; j <= size; j++) {
                    if (done[j]) {
                        rowPrice[rowOf[j]] += step;
                        columnPrice[j] -= step;
                    } else {
                        slack[j] -= step;
                    }
                }
                column = nearest;
            } while (rowOf[column] != 0);
            do {
                rowOf[column] = rowOf[cameFrom[column]];
                column = cameFrom[column];
            } while (column != 0);
        }
        return -columnPrice[0];
    }
}
