package ems.market.party;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.Power;

/**
 * A car as the market knows it.
 *
 * @param capacity battery capacity C_T, above 0
 * @param reserve E_r: driving energy of the coming week, kept out of the market (eq. 1)
 * @param chargerLimit most power that its charger moves in either direction; empty: no limit
 * @param leastPower below which it moves nothing; where that is above the limit, it never trades in that direction
 */
public record ElectricVehicle(
        VehicleId id, Energy capacity, Energy reserve, Optional<Power> chargerLimit, LeastPower leastPower) {

    /** Any power will do. */
    public ElectricVehicle(VehicleId id, Energy capacity, Energy reserve, Optional<Power> chargerLimit) {
        this(id, capacity, reserve, chargerLimit, LeastPower.NONE);
    }

    public ElectricVehicle {
        if (capacity.isZero()) {
            throw new IllegalArgumentException("vehicle " + id + " has a battery capacity of 0 kWh");
        }
    }

    /** The same car where this holds, too. */
    public ElectricVehicle with(LeastPower more) {
        return new ElectricVehicle(id, capacity, reserve, chargerLimit, leastPower.and(more));
    }
}
