package ems.market.matching;

import java.util.Arrays;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.VehicleBid;

/**
 * EVs that nobody has taken, in order of arrival. The first one for a wish is found in O(log m): a tournament of the least wishes that
 * they serve.
 */
final class FreeVehicles {

    static final int NONE = Integer.MAX_VALUE;

    private static final long NO_WISH = Long.MAX_VALUE;

    private final int leaves;
    /** {@code [side][node]}: the least wish that an EV below the node serves, mJ; node 1 is the root, and EV j is node leaves + j. */
    private final long[][] least = new long[Flow.values().length][];

    FreeVehicles(List<VehicleBid> vehicles) {
        leaves = Integer.highestOneBit(Math.max(1, 2 * vehicles.size() - 1));
        for (Flow flow : Flow.values()) {
            long[] tree = new long[2 * leaves];
            Arrays.fill(tree, NO_WISH);
            for (int j = 0; j < vehicles.size(); j++) {
                tree[leaves + j] = vehicles.get(j)
                        .leastServed(flow)
                        .map(Energy::millijoules)
                        .orElse(NO_WISH);
            }
            for (int node = leaves - 1; node > 0; node--) {
                tree[node] = least(tree, node);
            }
            least[flow.ordinal()] = tree;
        }
    }

    private static long least(long[] tree, int node) {
        return Math.min(tree[2 * node], tree[2 * node + 1]);
    }

    /** The place of the first EV that serves the wish; {@link #NONE} if there is none. */
    int firstFor(Flow flow, Energy wish) {
        long[] tree = least[flow.ordinal()];
        if (!isServed(tree[1], wish)) {
            return NONE;
        }
        int node = 1;
        while (node < leaves) {
            node = isServed(tree[2 * node], wish) ? 2 * node : 2 * node + 1;
        }
        return node - leaves;
    }

    /** Whether nobody has taken it, and it serves the wish. */
    boolean serves(int place, Flow flow, Energy wish) {
        return isServed(least[flow.ordinal()][leaves + place], wish);
    }

    private static boolean isServed(long leastWish, Energy wish) {
        return leastWish != NO_WISH && leastWish <= wish.millijoules();
    }

    void take(int place) {
        for (long[] tree : least) {
            tree[leaves + place] = NO_WISH;
            for (int node = (leaves + place) / 2; node > 0; node /= 2) {
                tree[node] = least(tree, node);
            }
        }
    }
}
