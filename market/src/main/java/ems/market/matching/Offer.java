package ems.market.matching;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * What an EV can do for a prosumer.
 *
 * @param energy what the pair would move
 * @param shadowPrice what a second EV like it would add to the period
 */
public record Offer(VehicleId vehicle, Energy energy, Energy shadowPrice) {

    /** Energy moved less shadow price, mJ; below 0 if others can use the EV better. */
    public long gain() {
        return energy.millijoules() - shadowPrice.millijoules();
    }

    /** Equal offers go by the EVs' names. */
    boolean isBetterThan(Offer other) {
        return gain() > other.gain() || gain() == other.gain() && vehicle.compareTo(other.vehicle) < 0;
    }
}
