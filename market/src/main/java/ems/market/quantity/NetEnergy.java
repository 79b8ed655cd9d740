package ems.market.quantity;

/**
 * Production minus consumption over some time, with its direction as a word.
 *
 * @param direction which of the two was larger; a balanced home counts as a surplus of nothing
 * @param energy the difference, at least 0 mJ
 */
public record NetEnergy(Direction direction, Energy energy) {

    public static final NetEnergy BALANCED = new NetEnergy(Direction.SURPLUS, Energy.ZERO);

    /** Who has energy to spare, and who lacks it. */
    public enum Direction {
        SURPLUS,
        DEMAND
    }

    public NetEnergy {
        if (energy.isZero() && direction == Direction.DEMAND) {
            direction = Direction.SURPLUS;
        }
    }

    public static NetEnergy between(Energy produced, Energy consumed) {
        return produced.compareTo(consumed) >= 0
                ? new NetEnergy(Direction.SURPLUS, produced.minus(consumed))
                : new NetEnergy(Direction.DEMAND, consumed.minus(produced));
    }

    /** @param millijoules above 0 a surplus, below 0 a demand */
    public static NetEnergy ofMillijoules(long millijoules) {
        return millijoules >= 0
                ? new NetEnergy(Direction.SURPLUS, new Energy(millijoules))
                : new NetEnergy(Direction.DEMAND, new Energy(-millijoules));
    }

    /** Above 0 a surplus, below 0 a demand. */
    public long toMillijoules() {
        return isSurplus() ? energy.millijoules() : -energy.millijoules();
    }

    public NetEnergy plus(NetEnergy other) {
        return direction == other.direction
                ? new NetEnergy(direction, energy.plus(other.energy))
                : between(surplus().plus(other.surplus()), demand().plus(other.demand()));
    }

    public boolean isSurplus() {
        return direction == Direction.SURPLUS;
    }

    public Energy surplus() {
        return isSurplus() ? energy : Energy.ZERO;
    }

    public Energy demand() {
        return isSurplus() ? Energy.ZERO : energy;
    }
}
