package ems.market.record;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;

/**
 * What an EV holds from here on.
 *
 * @param cause why it changed: joined, driven, charged, measured, corrected, settled
 */
public record InventoryEntry(VehicleId vehicle, Cause cause, EnergyInventory inventory) implements Entry {

    /** Why an inventory changes. */
    public enum Cause {
        /** What it held when it joined, at the configured cost. */
        JOINED,
        /** Driving took energy and its share of the value. */
        DRIVEN,
        /** Its own measurement showed more than the books: bought outside the market, at the grid's price. */
        CHARGED_OUTSIDE,
        /** Its measurements agree on more than can have been charged: taken over at its average cost, which stays. */
        MEASURED,
        /** Readings that came in late changed what an earlier period moved. */
        CORRECTED,
        /** A period's trades were booked. */
        SETTLED
    }

    public static InventoryEntry readFrom(EntryReader line) {
        return new InventoryEntry(
                new VehicleId(line.text()), line.word(Cause.class), new EnergyInventory(line.energy(), line.money()));
    }

    @Override
    public Step earliestStep() {
        return switch (cause) {
            case JOINED -> Step.ENROL;
            case DRIVEN, CHARGED_OUTSIDE, MEASURED, CORRECTED -> Step.COLLECT_BIDS;
            case SETTLED -> Step.SETTLE;
        };
    }

    @Override
    public Step latestStep() {
        return earliestStep();
    }

    @Override
    public EntryKind kind() {
        return EntryKind.INVENTORY_ENTRY;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(vehicle.spelled())
                .text(cause.name())
                .energy(inventory.energy())
                .money(inventory.value());
    }
}
