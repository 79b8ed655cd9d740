package ems.console;

import java.util.HashMap;
import java.util.Map;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

/**
 * By how much the three records of a settled period disagree: what was exchanged, what was settled, and what the EVs
 * hold. Sums of absolute differences, so that two mistakes never hide each other; 0 when all is well.
 *
 * @param millijoules of energy
 * @param micropence of the EVs' book value, in 1e-6 p
 */
record Closure(long millijoules, long micropence) {

    static Closure of(PeriodRecord record) {
        Map<String, Long> open = new HashMap<>();
        for (Exchange exchange : record.all(Exchange.class)) {
            open.merge(
                    exchange.match() + "/" + exchange.flow(), exchange.energy().millijoules(), Math::addExact);
        }
        Map<String, VehicleId> vehicles = new HashMap<>();
        record.all(Match.class).forEach(match -> vehicles.put(match.id().text(), match.vehicle()));
        Map<VehicleId, Holding> holdings = new HashMap<>();
        for (SettlementLine line : record.all(SettlementLine.class)) {
            open.merge(line.match() + "/" + line.flow(), -line.energy().millijoules(), Math::addExact);
            holdings.merge(vehicles.get(line.match().text()), Holding.changedBy(line), Holding::plus);
        }
        long micropence = 0;
        long millijoules = 0;
        for (var change : holdings.entrySet()) {
            var after = change.getValue()
                    .plus(before(record, change.getKey()))
                    .minus(Holding.of(settled(record, change.getKey())));
            millijoules += Math.abs(after.millijoules());
            micropence += Math.abs(after.micropence());
        }
        for (long difference : open.values()) {
            millijoules += Math.abs(difference);
        }
        return new Closure(millijoules, micropence);
    }

    private static Holding before(PeriodRecord record, VehicleId vehicle) {
        return record.all(VehicleBid.class).stream()
                .filter(bid -> bid.vehicle().equals(vehicle))
                .findFirst()
                .map(bid -> Holding.of(bid.inventory()))
                .orElse(Holding.NOTHING);
    }

    private static EnergyInventory settled(PeriodRecord record, VehicleId vehicle) {
        var after = new EnergyInventory(Energy.ZERO, Money.ZERO);
        for (InventoryEntry entry : record.all(InventoryEntry.class)) {
            after = entry.vehicle().equals(vehicle) && entry.cause() == Cause.SETTLED ? entry.inventory() : after;
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
