package ems.market.party;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.Power;

/**
 * A car as the market knows it.
 *
 * @param capacity battery capacity C_T, above 0
 * @param reserve E_r: driving energy of the coming week, kept out of the market (eq. 1)
 * @param plug what may move between it and where it is plugged in; where no power can, it never trades in that direction
 */
public record ElectricVehicle(VehicleId id, Energy capacity, Energy reserve, PlugPower plug) {

    /** @param most power in either direction; empty: no limit */
    public ElectricVehicle(VehicleId id, Energy capacity, Energy reserve, Optional<Power> most) {
        this(id, capacity, reserve, PlugPower.upTo(most));
    }

    public ElectricVehicle {
        if (capacity.isZero()) {
            throw new IllegalArgumentException("vehicle " + id + " has a battery capacity of 0 kWh");
        }
    }

    /** The same car at a plug that bears no more than this. */
    public ElectricVehicle at(PlugPower other) {
        return new ElectricVehicle(id, capacity, reserve, plug.and(other));
    }
}
