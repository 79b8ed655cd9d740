package ems.ledger.contract;

import org.jspecify.annotations.Nullable;

import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.CorrectionLine;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

/** What happens in a block to the energy that an EV holds. */
final class VehicleBooks {

    static final String INVENTORY = "inventory";

    private final VehicleId vehicle;
    private HeldEnergy held;
    private boolean changed;
    private boolean standing;
    private @Nullable VehicleBid bid;

    private VehicleBooks(VehicleId vehicle, HeldEnergy held, boolean changed) {
        this.vehicle = vehicle;
        this.held = held;
        this.changed = changed;
    }

    static VehicleBooks joining(VehicleId vehicle, EnergyInventory joining) {
        return new VehicleBooks(vehicle, HeldEnergy.joining(joining), true);
    }

    static VehicleBooks holding(VehicleId vehicle, Held held) {
        return new VehicleBooks(vehicle, HeldEnergy.of(held), false);
    }

    VehicleId vehicle() {
        return vehicle;
    }

    HeldEnergy held() {
        return held;
    }

    EnergyInventory inventory() {
        return held.inventory();
    }

    /** Whether the block says more of it than that it stands by. */
    boolean isChanged() {
        return changed;
    }

    /** As the period starts; its books agree. */
    void stand(EnergyInventory claimed) {
        refuseOther(claimed);
        standing = true;
    }

    boolean isStanding() {
        return standing;
    }

    void bid(VehicleBid made) {
        bid = made;
    }

    /** Its bid in the period; null: it made none. */
    @Nullable
    VehicleBid bid() {
        return bid;
    }

    private void change(EnergyInventory inventory, Energy in, Energy out) {
        held = new HeldEnergy(inventory, in, out);
        changed = true;
    }

    void refuseOther(EnergyInventory claimed) {
        if (!claimed.equals(inventory())) {
            throw new IllegalArgumentException("the last inventory of " + vehicle + " is " + words(inventory()));
        }
    }

    /** Driving takes its share of the value. */
    void driven(EnergyInventory left) {
        var used = inventory().energy().minus(left.energy());
        refuseDifference(inventory().taken(used), left);
        change(left, held.in(), held.out().plus(used));
    }

    /** Energy from outside the market is booked at the grid's price. */
    void charged(EnergyInventory more, GridPrices prices) {
        var charged = more.energy().minus(inventory().energy());
        var bought = EnergyInventory.boughtAt(prices.buy(), charged);
        refuseDifference(inventory().stored(charged, bought.value()), more);
        change(more, held.in().plus(charged), held.out());
    }

    /** Energy that measurements agree on and nobody can have sold leaves the average cost as it is. */
    void measured(EnergyInventory more, GridPrices prices) {
        var found = more.energy().minus(inventory().energy());
        refuseDifference(inventory().found(found, prices.buy()), more);
        change(more, held.in().plus(found), held.out());
    }

    /** The line itself is checked against the exchanges before. */
    void moved(SettlementLine line) {
        if (line.flow() == Flow.STORED) {
            change(inventory(), held.in().plus(line.energy()), held.out());
        } else {
            change(inventory(), held.in(), held.out().plus(line.energy()));
        }
    }

    /** What is taken back never went in or out. The line itself is checked against the correction before. */
    void corrected(CorrectionLine correction) {
        var line = correction.line();
        var energy = line.energy();
        boolean back = correction.takenBack();
        var after = correction.after(inventory());
        if (line.flow() == Flow.STORED) {
            change(after, back ? held.in().minus(energy) : held.in().plus(energy), held.out());
        } else {
            change(
                    after,
                    held.in(),
                    back ? held.out().minus(energy) : held.out().plus(energy));
        }
    }

    /** The inventory itself is checked against the exchanges before. */
    void settled(EnergyInventory after) {
        change(after, held.in(), held.out());
    }

    void refuseImbalance() {
        if (!held.isBalanced()) {
            throw new IllegalArgumentException(vehicle + " took in " + held.in().millijoules() + " mJ, gave "
                    + held.out().millijoules() + " mJ and holds "
                    + inventory().energy().millijoules() + " mJ");
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
