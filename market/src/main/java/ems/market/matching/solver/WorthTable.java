package ems.market.matching.solver;

/**
 * What each pair is worth: nothing, unless it is told otherwise. The shorter side stands in rows, as {@link DenseSolver} wants
 * it, so that nobody needs a second table; 8 bytes a pair.
 */
public final class WorthTable {

    private final int prosumers;
    private final int vehicles;
    private final boolean turned;
    private final long most;
    private final long[][] rows;

    public WorthTable(int prosumers, int vehicles) {
        this.prosumers = prosumers;
        this.vehicles = vehicles;
        this.turned = prosumers > vehicles;
        this.most = Amounts.MOST / Math.max(1, Math.min(prosumers, vehicles));
        this.rows = turned ? new long[vehicles][prosumers] : new long[prosumers][vehicles];
    }

    /**
     * @param worth mJ, in [0, {@code Long.MAX_VALUE / 4}] divided by the shorter side
     * @throws IllegalArgumentException if it is negative or too large for exact sums
     */
    public void set(int prosumer, int vehicle, long worth) {
        if (worth < 0 || worth > most) {
            throw new IllegalArgumentException("worth of " + worth + " mJ is outside [0, " + most + "]");
        }
        if (turned) {
            rows[vehicle][prosumer] = worth;
        } else {
            rows[prosumer][vehicle] = worth;
        }
    }

    long get(int prosumer, int vehicle) {
        return turned ? rows[vehicle][prosumer] : rows[prosumer][vehicle];
    }

    int prosumers() {
        return prosumers;
    }

    int vehicles() {
        return vehicles;
    }

    /** Whether the EVs stand in rows. */
    boolean isTurned() {
        return turned;
    }

    /** {@code [shorter side][longer side]}, not a copy. */
    long[][] rows() {
        return rows;
    }
}
