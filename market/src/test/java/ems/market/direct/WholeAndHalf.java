package ems.market.direct;

import java.util.stream.IntStream;

/**
 * The most that homes and EVs move when anyone may be paired with anyone, by looking at everything: with whole pairs, and with halves of
 * pairs, which is the best permutation of all agents, each with its next, at half its worth. For a handful of agents.
 */
final class WholeAndHalf {

    private final long[][] worth;

    /**
     * @param nets of homes, above 0 a surplus
     * @param cars room and available energy of each
     * @param storing what a unit is worth that goes from a home to an EV
     * @param releasing from an EV to a home
     * @param direct from a home to a home
     */
    WholeAndHalf(long[] nets, long[][] cars, long storing, long releasing, long direct) {
        int homes = nets.length;
        worth = new long[homes + cars.length][homes + cars.length];
        for (int i = 0; i < homes; i++) {
            for (int j = 0; j < homes; j++) {
                worth[i][j] = Long.signum(nets[i]) * Long.signum(nets[j]) < 0
                        ? direct * Math.min(Math.abs(nets[i]), Math.abs(nets[j]))
                        : 0;
            }
            for (int j = 0; j < cars.length; j++) {
                long moved = nets[i] > 0
                        ? storing * Math.min(nets[i], cars[j][0])
                        : releasing * Math.min(-nets[i], cars[j][1]);
                worth[i][homes + j] = moved;
                worth[homes + j][i] = moved;
            }
        }
    }

    long whole() {
        return whole(0);
    }

    /** @param taken agents that are in a pair, or shall be in none, as bits */
    private long whole(int taken) {
        int first = Integer.numberOfTrailingZeros(~taken);
        if (first >= worth.length) {
            return 0;
        }
        int then = taken | 1 << first;
        return IntStream.range(first + 1, worth.length)
                .filter(other -> (then & 1 << other) == 0)
                .mapToLong(other -> worth[first][other] + whole(then | 1 << other))
                .reduce(whole(then), Math::max);
    }

    /** Twice the worth of the best halves of pairs. */
    long twiceTheHalves() {
        return halves(0, 0);
    }

    private long halves(int agent, int taken) {
        return IntStream.range(0, worth.length)
                .filter(next -> (taken & 1 << next) == 0)
                .mapToLong(next ->
                        worth[agent][next] + (agent + 1 < worth.length ? halves(agent + 1, taken | 1 << next) : 0))
                .max()
                .orElse(0);
    }
}
