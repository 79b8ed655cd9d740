package ems.market.matching.solver;

import java.util.Arrays;

/** One problem with what the definition says about an answer, in the plainest way: each pair is looked at. Amounts in mJ. */
public record Instance(long[] surpluses, long[] demands, long[] rooms, long[] availables) {

    public int prosumers() {
        return surpluses.length + demands.length;
    }

    public int vehicles() {
        return rooms.length;
    }

    public Amounts amounts() {
        return new Amounts(surpluses, demands, rooms, availables);
    }

    /** Energy that the pair moves; producers are counted first, then consumers. */
    public long moved(int prosumer, int vehicle) {
        return prosumer < surpluses.length
                ? Math.min(surpluses[prosumer], rooms[vehicle])
                : Math.min(demands[prosumer - surpluses.length], availables[vehicle]);
    }

    /** {@link #moved} of all pairs. */
    public WorthTable table() {
        var table = new WorthTable(prosumers(), vehicles());
        for (int i = 0; i < prosumers(); i++) {
            for (int j = 0; j < vehicles(); j++) {
                table.set(i, j, moved(i, j));
            }
        }
        return table;
    }

    /**
     * Energy that the pairs move.
     *
     * @throws IllegalStateException if an EV serves two prosumers or a pair moves nothing
     */
    public long value(Assigned assigned) {
        boolean[] taken = new boolean[vehicles()];
        long value = 0;
        for (int i = 0; i < prosumers(); i++) {
            int j = assigned.vehicleOf()[i];
            if (j != Assigned.NOBODY) {
                if (taken[j]) {
                    throw new IllegalStateException("EV " + j + " serves two prosumers of " + this);
                }
                if (moved(i, j) == 0) {
                    throw new IllegalStateException("prosumer " + i + " and EV " + j + " move nothing in " + this);
                }
                taken[j] = true;
                value += moved(i, j);
            }
        }
        return value;
    }

    /**
     * Energy that no pairs exceed: each prosumer has the EV that is best for it and pays its price.
     *
     * <p>Source: weak duality of the assignment problem. Time O(n m).
     *
     * @throws IllegalStateException if a price is negative
     */
    public long bound(long[] vehiclePrices) {
        long bound = 0;
        for (long price : vehiclePrices) {
            if (price < 0) {
                throw new IllegalStateException("a price of " + price + " mJ for " + this);
            }
            bound += price;
        }
        for (int i = 0; i < prosumers(); i++) {
            long most = 0;
            for (int j = 0; j < vehicles(); j++) {
                most = Math.max(most, moved(i, j) - vehiclePrices[j]);
            }
            bound += most;
        }
        return bound;
    }

    @Override
    public String toString() {
        return prosumers() + vehicles() > 200
                ? surpluses.length + " producers, " + demands.length + " consumers and " + vehicles() + " EVs"
                : "surpluses " + Arrays.toString(surpluses) + ", demands " + Arrays.toString(demands) + ", rooms "
                        + Arrays.toString(rooms) + ", availables " + Arrays.toString(availables);
    }
}
