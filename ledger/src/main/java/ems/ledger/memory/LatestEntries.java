package ems.ledger.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.InventoryEntry;
import ems.market.record.RecordedModel;
import ems.market.record.VehicleStanding;

/** What a study last recorded of each EV and of the shared model. */
final class LatestEntries {

    private final Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
    private final Map<VehicleId, MatchingPeriod> standings = new HashMap<>();
    private Optional<RecordedModel> model = Optional.empty();

    void recorded(MatchingPeriod period, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof InventoryEntry changed) {
                inventories.put(changed.vehicle(), changed.inventory());
            } else if (entry instanceof VehicleStanding standing) {
                standings.merge(standing.vehicle(), period, LatestEntries::later);
            } else if (entry instanceof GlobalModel merged) {
                model = Optional.of(new RecordedModel(merged, period));
            }
        }
    }

    private static MatchingPeriod later(MatchingPeriod one, MatchingPeriod other) {
        return one.isBefore(other) ? other : one;
    }

    Optional<EnergyInventory> inventory(VehicleId vehicle) {
        return Optional.ofNullable(inventories.get(vehicle));
    }

    Optional<MatchingPeriod> standing(VehicleId vehicle) {
        return Optional.ofNullable(standings.get(vehicle));
    }

    Optional<RecordedModel> model() {
        return model;
    }
}
