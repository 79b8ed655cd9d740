package ems.ledger.replay;

import ems.market.exchange.Flow;
import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.settlement.SettlementLine;

/** What an EV holds, and all energy that ever went in and out of it. */
final class VehicleBooks {

    private final VehicleId vehicle;
    private EnergyInventory inventory;
    private Energy in;
    private Energy out = Energy.ZERO;

    VehicleBooks(VehicleId vehicle, EnergyInventory joining) {
        this.vehicle = vehicle;
        this.inventory = joining;
        this.in = joining.energy();
    }

    void refuseOther(EnergyInventory claimed) {
        if (!claimed.equals(inventory)) {
            throw new IllegalArgumentException("the last inventory of " + vehicle + " is " + words(inventory));
        }
    }

    /** Driving takes its share of the value. */
    void driven(EnergyInventory left) {
        var used = inventory.energy().minus(left.energy());
        refuseDifference(inventory.taken(used), left);
        out = out.plus(used);
        inventory = left;
    }

    /** Energy from outside the market is booked at the grid's price. */
    void charged(EnergyInventory more, GridPrices prices) {
        var charged = more.energy().minus(inventory.energy());
        var bought = EnergyInventory.boughtAt(prices.buy(), charged);
        refuseDifference(inventory.stored(charged, bought.value()), more);
        in = in.plus(charged);
        inventory = more;
    }

    /** The line itself is checked against the exchanges before. */
    void moved(SettlementLine line) {
        if (line.flow() == Flow.STORED) {
            in = in.plus(line.energy());
        } else {
            out = out.plus(line.energy());
        }
    }

    /** The inventory itself is checked against the exchanges before. */
    void settled(EnergyInventory after) {
        inventory = after;
    }

    void refuseImbalance() {
        if (!in.equals(out.plus(inventory.energy()))) {
            throw new IllegalArgumentException(vehicle + " took in " + in.millijoules() + " mJ, gave "
                    + out.millijoules() + " mJ and holds " + inventory.energy().millijoules() + " mJ");
        }
    }

    private static void refuseDifference(EnergyInventory expected, EnergyInventory written) {
        if (!expected.equals(written)) {
            throw new IllegalArgumentException("it should be " + words(expected));
        }
    }

    private static String words(EnergyInventory inventory) {
        return inventory.energy().millijoules() + " mJ worth "
                + inventory.value().micropence() + " micro-pence";
    }
}
