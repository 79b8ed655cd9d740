package ems.market.matching.solver;

/**
 * What the bids of one period can give and take, in mJ. Any producer may be paired with any EV for
 * min(surplus, room), any consumer with any EV for min(demand, available). The arrays are kept, not copied.
 */
public final class Amounts {

    /** Prices and lengths of paths are sums of amounts: this bound keeps every one of them inside a long. */
    static final long MOST = Long.MAX_VALUE / 4;

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
     *     together exceed {@code Long.MAX_VALUE / 4}
     */
    public Amounts(long[] surpluses, long[] demands, long[] rooms, long[] availables) {
        if (rooms.length != availables.length) {
            throw new IllegalArgumentException(
                    rooms.length + " EVs tell their room and " + availables.length + " what is available");
        }
        long wanted = sum("surplus", surpluses, 0);
        sum("demand", demands, wanted);
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
            if (amount > MOST - sum) {
                throw new IllegalArgumentException(
                        "surpluses and demands exceed " + MOST + " mJ with a " + what + " of " + amount + " mJ");
            }
            sum += amount;
        }
        return sum;
    }

    private static void refuseNegative(String what, long[] amounts) {
        for (long amount : amounts) {
            if (amount < 0) {
                throw new IllegalArgumentException(what + " of " + amount + " mJ is negative");
            }
        }
    }
}
