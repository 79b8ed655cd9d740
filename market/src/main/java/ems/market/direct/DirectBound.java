package ems.market.direct;

import java.util.Collection;

import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;

/**
 * Energy that no pairs of these homes exceed, each in one pair at most: the integral over t of the smaller of how many would sell more
 * than t and how many would buy more than t.
 *
 * <p>A pair moves the smaller of its two amounts, so that it counts at every level t below both; at no level are there more pairs than
 * sellers above it, or than buyers. Pairs by size reach the bound. It shares no code with {@link LeftoverHomes}, which makes those.
 * Time O(n log n).
 */
public final class DirectBound {

    private DirectBound() {}

    /** @throws ArithmeticException if the sum is too large */
    public static Energy of(Collection<NetEnergy> homes) {
        long[] selling = ascending(homes.stream().map(NetEnergy::surplus).toList());
        long[] buying = ascending(homes.stream().map(NetEnergy::demand).toList());
        long bound = 0;
        long level = 0;
        int sellers = selling.length;
        int buyers = buying.length;
        while (sellers > 0 && buyers > 0) {
            long next = Math.min(selling[selling.length - sellers], buying[buying.length - buyers]);
            bound = Math.addExact(bound, Math.multiplyExact(next - level, Math.min(sellers, buyers)));
            level = next;
            sellers = above(level, selling, sellers);
            buyers = above(level, buying, buyers);
        }
        return new Energy(bound);
    }

    private static long[] ascending(Collection<Energy> amounts) {
        return amounts.stream()
                .mapToLong(Energy::millijoules)
                .filter(amount -> amount > 0)
                .sorted()
                .toArray();
    }

    /** How many of the last ones are above the level. */
    private static int above(long level, long[] amounts, int last) {
        int left = last;
        while (left > 0 && amounts[amounts.length - left] <= level) {
            left--;
        }
        return left;
    }
}
