package ems.market.quantity;

/**
 * What a home produced and what it consumed over some time.
 *
 * @param production at least 0 mJ
 * @param consumption at least 0 mJ
 */
public record MeteredEnergy(Energy production, Energy consumption) {

    public static final MeteredEnergy NOTHING = new MeteredEnergy(Energy.ZERO, Energy.ZERO);

    public NetEnergy net() {
        return NetEnergy.between(production, consumption);
    }

    public MeteredEnergy plus(MeteredEnergy other) {
        return new MeteredEnergy(production.plus(other.production), consumption.plus(other.consumption));
    }
}
