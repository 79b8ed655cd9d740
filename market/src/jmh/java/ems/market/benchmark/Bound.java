package ems.market.benchmark;

import java.util.stream.IntStream;

import ems.market.matching.solver.Instance;

/** Energy that no pairs exceed: {@link Instance#bound} where looking at each pair is quick, and the same by sorting where it is not. */
final class Bound {

    private static final long MOST_PAIRS = 25_000_000;

    private Bound() {}

    static long of(Instance instance, long[] vehiclePrices) {
        return (long) instance.prosumers() * instance.vehicles() <= MOST_PAIRS
                ? instance.bound(vehiclePrices)
                : sorted(instance, vehiclePrices);
    }

    /** Time O((n + m) log m). */
    static long sorted(Instance instance, long[] vehiclePrices) {
        long bound = 0;
        for (long price : vehiclePrices) {
            if (price < 0) {
                throw new IllegalStateException("a price of " + price + " mJ for " + instance);
            }
            bound += price;
        }
        return bound
                + gains(instance.surpluses(), instance.rooms(), vehiclePrices)
                + gains(instance.demands(), instance.availables(), vehiclePrices);
    }

    /** The EVs that can serve a wish whole come last: the cheapest of them is best, or the greatest amount less price of the others. */
    private static long gains(long[] wishes, long[] amounts, long[] prices) {
        int vehicles = amounts.length;
        int[] order = IntStream.range(0, vehicles)
                .boxed()
                .sorted((j, k) -> Long.compare(amounts[j], amounts[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] partly = new long[vehicles + 1];
        long[] cheapest = new long[vehicles + 1];
        cheapest[vehicles] = Long.MAX_VALUE;
        for (int k = 0; k < vehicles; k++) {
            partly[k + 1] = Math.max(partly[k], amounts[order[k]] - prices[order[k]]);
        }
        for (int k = vehicles - 1; k >= 0; k--) {
            cheapest[k] = Math.min(cheapest[k + 1], prices[order[k]]);
        }
        long gains = 0;
        for (long wish : wishes) {
            int less = less(wish, amounts, order);
            gains += Math.max(partly[less], wish - Math.min(wish, cheapest[less]));
        }
        return gains;
    }

    /** How many EVs can do less than the wish. */
    private static int less(long wish, long[] amounts, int[] order) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (amounts[order[middle]] < wish) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
