package ems.study.result;

import ems.market.bill.BatteryFlows;
import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/**
 * What an EV did in a run.
 *
 * @param charged outside the market
 * @param driven drawn by driving
 * @param profit revenue - cost of the energy sold
 */
public record VehicleResult(
        VehicleId vehicle,
        EnergyInventory start,
        EnergyInventory end,
        Energy stored,
        Energy released,
        Energy charged,
        Energy driven,
        Money paid,
        Money received,
        Money profit) {

    /** Energy that it traded and that did not come from the market's homes. */
    public Energy brought() {
        return flows().brought();
    }

    /** Energy of the market's homes that is still in it, or was driven. */
    public Energy kept() {
        return flows().kept();
    }

    private BatteryFlows flows() {
        return new BatteryFlows(stored, released);
    }

    /** In - out in mJ; anything but 0 is a fault. */
    public long mismatchMillijoules() {
        long in = start.energy().plus(stored).plus(charged).millijoules();
        long out = end.energy().plus(released).plus(driven).millijoules();
        return in - out;
    }
}
