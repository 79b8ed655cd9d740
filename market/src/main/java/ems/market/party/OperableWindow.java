package ems.market.party;

import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;

/**
 * The stored energy between which an EV may trade.
 *
 * <p>Source: paper, eq. (1): floor = 0.2 C_T + E_r, ceiling = 0.8 C_T; the two shares come from the rules.
 *
 * @param floor never released below
 * @param ceiling never stored above; below the floor means an empty window
 */
public record OperableWindow(Energy floor, Energy ceiling) {

    public static OperableWindow of(ElectricVehicle vehicle, Percentage floor, Percentage ceiling) {
        return new OperableWindow(floor.of(vehicle.capacity()).plus(vehicle.reserve()), ceiling.of(vehicle.capacity()));
    }

    public boolean isEmpty() {
        return floor.compareTo(ceiling) > 0;
    }

    /** Energy an EV that holds {@code stored} may release. */
    public Energy available(Energy stored) {
        return stored.minusOrZero(floor);
    }

    /** Energy an EV that holds {@code stored} may take in. */
    public Energy room(Energy stored) {
        return ceiling.minusOrZero(stored);
    }
}
