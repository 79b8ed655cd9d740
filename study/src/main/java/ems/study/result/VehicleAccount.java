package ems.study.result;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.SettlementLine;

/** Sums of one EV as a run goes on, kept beside the market's own books and compared with them at every entry. */
final class VehicleAccount {

    private final VehicleId vehicle;
    private final EnergyInventory start;
    private EnergyInventory held;
    private Energy stored = Energy.ZERO;
    private Energy released = Energy.ZERO;
    private Energy charged = Energy.ZERO;
    private Energy driven = Energy.ZERO;
    private Energy measuredIn = Energy.ZERO;
    private Energy measuredOut = Energy.ZERO;
    private Money paid = Money.ZERO;
    private Money received = Money.ZERO;
    private Money profit = Money.ZERO;

    VehicleAccount(VehicleId vehicle, EnergyInventory start) {
        this.vehicle = vehicle;
        this.start = start;
        this.held = start;
    }

    void measure(Exchange exchange) {
        if (exchange.flow() == Flow.STORED) {
            measuredIn = measuredIn.plus(exchange.energy());
        } else {
            measuredOut = measuredOut.plus(exchange.energy());
        }
    }

    void book(SettlementLine line) {
        if (line.debit().equals(vehicle)) {
            paid = paid.plus(line.amount());
        } else {
            received = received.plus(line.amount());
        }
        if (line.flow() == Flow.STORED) {
            stored = stored.plus(line.energy());
            held = held.stored(line.energy(), line.bookValue());
        } else {
            released = released.plus(line.energy());
            held = new EnergyInventory(
                    held.energy().minus(line.energy()), held.value().minus(line.bookValue()));
            profit = profit.plus(line.effectOn(vehicle)).minus(line.bookValue());
        }
    }

    void book(InventoryEntry entry) {
        var now = entry.inventory();
        switch (entry.cause()) {
            case DRIVEN -> driven = driven.plus(held.energy().minus(now.energy()));
            case CHARGED_OUTSIDE, MEASURED ->
                charged = charged.plus(now.energy().minus(held.energy()));
            case JOINED, CORRECTED, SETTLED -> refuseUnequal("inventory", now, held);
        }
        held = now;
    }

    /** @param books what the journal says the EV holds at the end */
    VehicleResult closed(EnergyInventory books) {
        refuseUnequal("inventory at the end", books, held);
        refuseUnequal("energy stored", measuredIn, stored);
        refuseUnequal("energy released", measuredOut, released);
        var result = new VehicleResult(vehicle, start, held, stored, released, charged, driven, paid, received, profit);
        if (result.mismatchMillijoules() != 0) {
            throw new IllegalStateException(
                    vehicle + " does not close: " + result.mismatchMillijoules() + " mJ more came in than went out");
        }
        return result;
    }

    private void refuseUnequal(String what, Object books, Object sum) {
        if (!books.equals(sum)) {
            throw new IllegalStateException(vehicle + ": " + what + " is " + books + ", summed up " + sum);
        }
    }
}
