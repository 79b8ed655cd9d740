package ems.study.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.period.CodeRules;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.VehicleStanding;

/**
 * What the books say before a period: whence a market goes on that runs the periods from there again.
 *
 * @param inventories what each EV holds
 * @param standings the period in which each EV stood by last; those that never reported are missing
 */
record Beginning(
        MatchingPeriod period,
        BidHistory history,
        Map<VehicleId, EnergyInventory> inventories,
        Map<VehicleId, MatchingPeriod> standings) {

    /** @param vehicles all that the periods from there on may have; of others nothing is known */
    static Beginning before(MatchingPeriod from, Set<VehicleId> vehicles, SettledPeriods books) {
        Map<VehicleId, EnergyInventory> joined = new HashMap<>();
        take(books.registrations(from), joined);
        joined.keySet().retainAll(vehicles);
        Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
        Map<VehicleId, MatchingPeriod> standings = new HashMap<>();
        Set<VehicleId> sought = new HashSet<>(joined.keySet());
        WalkingBack.toTheFirst(books).from(from, sought::isEmpty, record -> {
            latest(record).forEach(inventories::putIfAbsent);
            for (VehicleStanding standing : record.all(VehicleStanding.class)) {
                standings.putIfAbsent(standing.vehicle(), record.key().period());
                sought.remove(standing.vehicle());
            }
            sought.removeAll(neverSeen(record));
        });
        joined.forEach(inventories::putIfAbsent);
        inventories.keySet().retainAll(vehicles);
        return new Beginning(from, BidHistory.before(from, vehicles, books), inventories, standings);
    }

    /** Another that begins alike. */
    Beginning copy() {
        return new Beginning(period, history.copy(), new HashMap<>(inventories), new HashMap<>(standings));
    }

    private static Map<VehicleId, EnergyInventory> latest(PeriodRecord record) {
        Map<VehicleId, EnergyInventory> latest = new HashMap<>();
        take(record.entries().toList(), latest);
        return latest;
    }

    /** Each EV holds what its last inventory says. */
    private static void take(List<Entry> entries, Map<VehicleId, EnergyInventory> held) {
        for (Entry entry : entries) {
            if (entry instanceof InventoryEntry changed) {
                held.put(changed.vehicle(), changed.inventory());
            } else if (entry instanceof VehicleStanding standing) {
                held.put(standing.vehicle(), standing.inventory());
            }
        }
    }

    private static List<VehicleId> neverSeen(PeriodRecord record) {
        List<VehicleId> unseen = new ArrayList<>();
        for (Rejection refusal : record.all(Rejection.class)) {
            if (refusal.rule().equals(CodeRules.UNSEEN) && refusal.party() instanceof VehicleId vehicle) {
                unseen.add(vehicle);
            }
        }
        return unseen;
    }
}
