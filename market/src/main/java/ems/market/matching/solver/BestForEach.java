package ems.market.matching.solver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Gives each prosumer an EV that moves as much for it as any EV could, where EVs move nothing below a least amount of their own: if
 * there are enough of such EVs, nothing better exists, and no EV has a price.
 *
 * <p>The wishes that an EV is best for are neighbours by size: those from its least amount up, as far as no other EV moves more. From the
 * greatest wish down, each takes of the EVs that are best for it the one whose least amount is the greatest: no smaller wish can use that
 * one longer. On one side this finds EVs for all if there are; producers choose before consumers, and leave them, of EVs alike, those
 * that can do the most for them.
 *
 * <p>Source: F. Glover, "Maximum matching in a convex bipartite graph", Naval Research Logistics Quarterly 14(3), 1967. Time
 * O((n + m) log(n + m)).
 */
public final class BestForEach {

    private final int[] vehicleOf;
    private final boolean[] taken;

    /**
     * One side of the market, mJ.
     *
     * @param wishes of each prosumer
     * @param least of each EV: it moves nothing for a smaller wish
     * @param most of each EV; 0: it can do nothing here
     */
    public record Side(long[] wishes, long[] least, long[] most) {}

    private BestForEach(int prosumers, int vehicles) {
        this.vehicleOf = new int[prosumers];
        this.taken = new boolean[vehicles];
        Arrays.fill(vehicleOf, Assigned.NOBODY);
    }

    /**
     * Looks for them.
     *
     * @return producers first, then consumers; empty if somebody would be left short, whether or not there is a way that leaves nobody so
     */
    public static Optional<Assigned> of(Side producers, Side consumers) {
        int vehicles = producers.most.length;
        var found = new BestForEach(producers.wishes.length + consumers.wishes.length, vehicles);
        return found.serve(producers, 0, consumers.most)
                        && found.serve(consumers, producers.wishes.length, producers.most)
                ? Optional.of(new Assigned(found.vehicleOf, new long[vehicles]))
                : Optional.empty();
    }

    /** @param other what each EV could do on the other side */
    private boolean serve(Side side, int from, long[] other) {
        long[] best = best(side);
        int[] byWish = leastFirst(side.wishes);
        int[] byMost = leastFirst(side.most);
        var free = new PriorityQueue<Integer>(Comparator.<Integer>comparingLong(vehicle -> -side.least[vehicle])
                .thenComparingLong(vehicle -> other[vehicle])
                .thenComparing(Comparator.naturalOrder()));
        int next = byMost.length - 1;
        for (int place = byWish.length - 1; place >= 0 && best[byWish[place]] > 0; place--) {
            int prosumer = byWish[place];
            for (; next >= 0 && side.most[byMost[next]] >= best[prosumer]; next--) {
                if (!taken[byMost[next]]) {
                    free.add(byMost[next]);
                }
            }
            while (!free.isEmpty() && side.least[free.element()] > side.wishes[prosumer]) {
                free.remove();
            }
            if (free.isEmpty()) {
                return false;
            }
            int vehicle = free.remove();
            taken[vehicle] = true;
            vehicleOf[from + prosumer] = vehicle;
        }
        return true;
    }

    /** The most that any EV moves for each wish: no less for a greater wish. */
    private static long[] best(Side side) {
        long[] best = new long[side.wishes.length];
        int[] byLeast = leastFirst(side.least);
        long most = 0;
        int next = 0;
        for (int prosumer : leastFirst(side.wishes)) {
            for (; next < byLeast.length && side.least[byLeast[next]] <= side.wishes[prosumer]; next++) {
                most = Math.max(most, side.most[byLeast[next]]);
            }
            best[prosumer] = Math.min(side.wishes[prosumer], most);
        }
        return best;
    }

    private static int[] leastFirst(long[] amounts) {
        return Ranking.of(amounts.clone()).places();
    }
}
