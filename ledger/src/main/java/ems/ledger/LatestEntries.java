package ems.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.bid.VehicleBid;
import ems.market.forecast.GlobalModel;
import ems.market.journal.PeriodRecord;
import ems.market.journal.RecordedModel;
import ems.market.journal.StepRecord;
import ems.market.journal.VehicleStanding;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.settlement.InventoryEntry;

/** What a study last recorded of each EV and of the shared model, and last sealed with its proof. */
final class LatestEntries {

    private final Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
    private final Map<VehicleId, MatchingPeriod> standings = new HashMap<>();
    private final Map<Party, Proven> proven = new HashMap<>();
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

    void sealed(PeriodRecord period, SealedBlock block) {
        int number = 0;
        for (StepRecord done : period.steps()) {
            for (Entry entry : done.entries()) {
                if (entry instanceof VehicleBid bid) {
                    proven.put(bid.vehicle(), proven(bid.vehicle()).withAcceptedBid(block.evidence(number)));
                } else if (entry instanceof Enrolment joined) {
                    proven.put(joined.party(), proven(joined.party()).withEnrolment(block.evidence(number)));
                } else if (entry instanceof Revocation revoked) {
                    proven.put(revoked.party(), proven(revoked.party()).withRevocation(block.evidence(number)));
                }
                number++;
            }
        }
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

    Proven proven(Party party) {
        return proven.getOrDefault(party, Proven.NOTHING);
    }
}
