package ems.ledger.contract;

import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.CorrectionLine;
import ems.market.record.EntryReader;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;

/** What an EV holds, and all energy that ever went in and out of it. */
final class VehicleBooks {

    private static final String INVENTORY = "inventory";

    private final VehicleId vehicle;
    private EnergyInventory inventory;
    private Energy in;
    private Energy out;

    private VehicleBooks(VehicleId vehicle, EnergyInventory inventory, Energy in, Energy out) {
        this.vehicle = vehicle;
        this.inventory = inventory;
        this.in = in;
        this.out = out;
    }

    static VehicleBooks joining(VehicleId vehicle, EnergyInventory joining) {
        return new VehicleBooks(vehicle, joining, joining.energy(), Energy.ZERO);
    }

    static String key(VehicleId vehicle) {
        return INVENTORY + '|' + vehicle;
    }

    /** @param value as {@link #value} writes it */
    static VehicleBooks parse(VehicleId vehicle, String value) {
        var line = new EntryReader(value);
        return new VehicleBooks(
                vehicle, new EnergyInventory(line.energy(), line.money()), line.energy(), line.energy());
    }

    String value() {
        return inventory.energy().millijoules() + "|" + inventory.value().micropence() + '|' + in.millijoules() + '|'
                + out.millijoules();
    }

    EnergyInventory inventory() {
        return inventory;
    }

    VehicleId vehicle() {
        return vehicle;
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

    /** Energy that measurements agree on and nobody can have sold leaves the average cost as it is. */
    void measured(EnergyInventory more, GridPrices prices) {
        var found = more.energy().minus(inventory.energy());
        refuseDifference(inventory.found(found, prices.buy()), more);
        in = in.plus(found);
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

    /** What is taken back never went in or out. The line itself is checked against the correction before. */
    void corrected(CorrectionLine correction) {
        var line = correction.line();
        var energy = line.energy();
        boolean stored = line.flow() == Flow.STORED;
        if (stored) {
            in = correction.takenBack() ? in.minus(energy) : in.plus(energy);
        } else {
            out = correction.takenBack() ? out.minus(energy) : out.plus(energy);
        }
        inventory = correction.after(inventory);
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
