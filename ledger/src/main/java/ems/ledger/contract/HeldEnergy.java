package ems.ledger.contract;

import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.record.EntryReader;

/**
 * What an EV holds, and all energy that ever went in and out of it: {@code mJ held|micro-pence|mJ ever in|mJ ever out}.
 *
 * @param in ever, with what it held as it joined
 * @param out ever
 */
record HeldEnergy(EnergyInventory inventory, Energy in, Energy out) implements Held {

    static HeldEnergy joining(EnergyInventory joining) {
        return new HeldEnergy(joining, joining.energy(), Energy.ZERO);
    }

    /** The energy that is held, or was written as a text. */
    static HeldEnergy of(Held held) {
        return held instanceof HeldEnergy energy ? energy : parse(held.text());
    }

    private static HeldEnergy parse(String text) {
        var value = new EntryReader(text);
        return new HeldEnergy(new EnergyInventory(value.energy(), value.money()), value.energy(), value.energy());
    }

    /** What came in before is either held or went out. */
    boolean isBalanced() {
        return in.equals(out.plus(inventory.energy()));
    }

    @Override
    public String text() {
        return inventory.energy().millijoules() + "|" + inventory.value().micropence() + '|' + in.millijoules() + '|'
                + out.millijoules();
    }

    @Override
    public void writeTo(StateLine line) {
        line.number(inventory.energy().millijoules())
                .bar()
                .number(inventory.value().micropence())
                .bar()
                .number(in.millijoules())
                .bar()
                .number(out.millijoules());
    }
}
