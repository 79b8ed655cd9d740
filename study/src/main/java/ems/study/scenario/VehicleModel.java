package ems.study.scenario;

import java.util.Optional;

import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;

/**
 * The car of a study; all its EVs are of this kind.
 *
 * @param name as people call it
 * @param capacity battery capacity C_T
 * @param chargerLimit most power in either direction; empty: no limit
 * @param leastPower below which it moves nothing
 * @param window size of the operable window whatever the car drives; empty: from the driving of the coming week
 * @param initialCost what the energy in it has cost when the study starts
 * @param alwaysPlugged the car never leaves its charging point, and so never drives
 */
public record VehicleModel(
        String name,
        Energy capacity,
        Optional<Power> chargerLimit,
        LeastPower leastPower,
        Optional<Energy> window,
        Price initialCost,
        boolean alwaysPlugged) {

    /** What may move where it is plugged in. */
    public PlugPower plug() {
        return new PlugPower(leastPower, chargerLimit, true);
    }
}
