package ems.market.matching.solver;

import java.util.Arrays;

/**
 * What the bids of one period can give and take, in mJ or in any other unit of worth. Any producer may be paired with any EV for
 * min(surplus, room), any consumer with any EV for min(demand, available). The arrays are kept, not copied.
 */
public final class Amounts {

    /** Prices and lengths of paths are sums of the greatest amounts: this bound keeps every one of them inside a long. */
    static final long MOST = Long.MAX_VALUE / 4;

    /** Twice what all wishes together are worth stays inside a long. */
    private static final long MOST_TOGETHER = Long.MAX_VALUE / 2;

    private final long[] surpluses;
    private final long[] demands;
    private final long[] rooms;
    private final long[] availables;

    /**
     * @param surpluses of each producer, mJ
     * @param demands of each consumer, mJ
     * @param rooms of each EV, mJ
     * @param availables of each EV in the same order, mJ
     * @throws IllegalArgumentException if an amount is negative, the EVs' arrays differ in length, or surpluses and demands
     *     together exceed {@code Long.MAX_VALUE / 2}, or the greatest of each together half of that
     */
    public Amounts(long[] surpluses, long[] demands, long[] rooms, long[] availables) {
        if (rooms.length != availables.length) {
            throw new IllegalArgumentException(
                    rooms.length + " EVs tell their room and " + availables.length + " what is available");
        }
        long wanted = sum("surplus", surpluses, 0);
        sum("demand", demands, wanted);
        refuseLongPaths(greatest(surpluses), greatest(demands));
        refuseNegative("room", rooms);
        refuseNegative("available energy", availables);
        this.surpluses = surpluses;
        this.demands = demands;
        this.rooms = rooms;
        this.availables = availables;
    }

    public int producers() {
        return surpluses.length;
    }

    public int consumers() {
        return demands.length;
    }

    public int prosumers() {
        return surpluses.length + demands.length;
    }

    public int vehicles() {
        return rooms.length;
    }

    long[] surpluses() {
        return surpluses;
    }

    long[] demands() {
        return demands;
    }

    long[] rooms() {
        return rooms;
    }

    long[] availables() {
        return availables;
    }

    /** Energy in mJ that a pair moves; producers are counted first, then consumers. */
    public long moved(int prosumer, int vehicle) {
        return prosumer < surpluses.length
                ? Math.min(surpluses[prosumer], rooms[vehicle])
                : Math.min(demands[prosumer - surpluses.length], availables[vehicle]);
    }

    private static long sum(String what, long[] amounts, long start) {
        refuseNegative(what, amounts);
        long sum = start;
        for (long amount : amounts) {
            if (amount > MOST_TOGETHER - sum) {
                throw new IllegalArgumentException("surpluses and demands exceed " + MOST_TOGETHER + " mJ with a "
                        + what + " of " + amount + " mJ");
            }
            sum += amount;
        }
        return sum;
    }

    private static void refuseLongPaths(long surplus, long demand) {
        if (surplus + demand > MOST) {
            throw new IllegalArgumentException("the greatest surplus of " + surplus + " mJ and the greatest demand of "
                    + demand + " mJ exceed " + MOST + " mJ");
        }
    }

    private static long greatest(long[] amounts) {
        return Arrays.stream(amounts).max().orElse(0);
    }

    private static void refuseNegative(String what, long[] amounts) {
        for (long amount : amounts) {
            if (amount < 0) {
                throw new IllegalArgumentException(what + " of " + amount + " mJ is negative");
            }
        }
    }
}
