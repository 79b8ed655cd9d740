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
 */
public record ElectricVehicle(VehicleId id, Energy capacity, Energy reserve, Optional<Power> chargerLimit) {

    public ElectricVehicle {
        if (capacity.isZero()) {
            throw new IllegalArgumentException("vehicle " + id + " has a battery capacity of 0 kWh");
        }
    }
}
