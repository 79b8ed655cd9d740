package ems.market.matching;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * What an EV can do for a prosumer.
 *
 * @param energy what the pair would move
 * @param worth what the pair counts for, in the unit of the period's {@link PairWorth}: without a horizon price its energy
 * @param shadowPrice what a second EV like it would add to the period, in the same unit
 */
public record Offer(VehicleId vehicle, Energy energy, Energy worth, Energy shadowPrice) {

    /** Where a pair counts for its energy. */
    public Offer(VehicleId vehicle, Energy energy, Energy shadowPrice) {
        this(vehicle, energy, energy, shadowPrice);
    }

    /** Worth less shadow price; below 0 if others can use the EV better. */
    public long gain() {
        return worth.millijoules() - shadowPrice.millijoules();
    }

    /** Equal offers go by the EVs' names. */
    boolean isBetterThan(Offer other) {
        return gain() > other.gain() || gain() == other.gain() && vehicle.compareTo(other.vehicle) < 0;
    }
}
