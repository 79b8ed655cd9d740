package ems.console.books;

import java.util.HashMap;
import java.util.Map;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;

/**
 * By how much the three records of a settled period disagree: what was exchanged, what was settled, and what the EVs
 * hold. Sums of absolute differences, so that two mistakes never hide each other; 0 when all is well.
 *
 * @param millijoules of energy
 * @param micropence of the EVs' book value, in 1e-6 p
 */
record Closure(long millijoules, long micropence) {

    private static final EnergyInventory EMPTY = new EnergyInventory(Energy.ZERO, Money.ZERO);

    static Closure of(PeriodRecord record) {
        Map<String, Long> open = new HashMap<>();
        for (Exchange exchange : record.all(Exchange.class)) {
            open.merge(
                    exchange.match() + "/" + exchange.flow(), exchange.energy().millijoules(), Math::addExact);
        }
        Map<VehicleId, EnergyInventory> settled = settled(record);
        Map<VehicleId, Holding> holdings = new HashMap<>();
        for (SettlementLine line : record.all(SettlementLine.class)) {
            open.merge(line.match() + "/" + line.flow(), -line.energy().millijoules(), Math::addExact);
            holdings.merge((VehicleId) line.vehicle(), Holding.changedBy(line), Holding::plus);
        }
        for (DirectExchange exchange : record.all(DirectExchange.class)) {
            open.merge(exchange.match().text(), exchange.energy().millijoules(), Math::addExact);
        }
        for (DirectLine line : record.all(DirectLine.class)) {
            open.merge(line.match().text(), -line.energy().millijoules(), Math::addExact);
        }
        long micropence = 0;
        long millijoules = 0;
        for (var change : holdings.entrySet()) {
            var after = change.getValue()
                    .plus(before(record, change.getKey()))
                    .minus(Holding.of(settled.getOrDefault(change.getKey(), EMPTY)));
            millijoules += Math.abs(after.millijoules());
            micropence += Math.abs(after.micropence());
        }
        for (long difference : open.values()) {
            millijoules += Math.abs(difference);
        }
        return new Closure(millijoules, micropence);
    }

    private static Holding before(PeriodRecord record, VehicleId vehicle) {
        return record.bid(vehicle).map(bid -> Holding.of(bid.inventory())).orElse(Holding.NOTHING);
    }

    /** What each EV holds after the settlement. */
    private static Map<VehicleId, EnergyInventory> settled(PeriodRecord record) {
        Map<VehicleId, EnergyInventory> after = new HashMap<>();
        for (InventoryEntry entry : record.all(InventoryEntry.class)) {
            if (entry.cause() == Cause.SETTLED) {
                after.put(entry.vehicle(), entry.inventory());
            }
        }
        return after;
    }

    /** Energy and value with their signs, for differences only. */
    private record Holding(long millijoules, long micropence) {

        static final Holding NOTHING = new Holding(0, 0);

        static Holding of(EnergyInventory inventory) {
            return new Holding(
                    inventory.energy().millijoules(), inventory.value().micropence());
        }

        static Holding changedBy(SettlementLine line) {
            long sign = line.flow() == Flow.STORED ? 1 : -1;
            return new Holding(
                    sign * line.energy().millijoules(), sign * line.bookValue().micropence());
        }

        Holding plus(Holding other) {
            return new Holding(
                    Math.addExact(millijoules, other.millijoules), Math.addExact(micropence, other.micropence));
        }

        Holding minus(Holding other) {
            return new Holding(
                    Math.subtractExact(millijoules, other.millijoules),
                    Math.subtractExact(micropence, other.micropence));
        }
    }
}
