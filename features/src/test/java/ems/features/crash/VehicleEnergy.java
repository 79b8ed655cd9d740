package ems.features.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.SettlementLine;

/**
 * The energy of one EV over a whole ledger, added up without the market's own verifier.
 *
 * @param in what it joined with, stored in trades and charged outside the market
 * @param out what it released in trades and drove
 * @param held what the books say last that it holds
 */
record VehicleEnergy(VehicleId vehicle, Energy in, Energy out, Energy held) {

    static List<VehicleEnergy> of(Books books) {
        Map<VehicleId, VehicleEnergy> vehicles = new HashMap<>();
        Map<MatchId, VehicleId> matched = new HashMap<>();
        for (Entry entry : books.all(Entry.class)) {
            if (entry instanceof Match match) {
                matched.put(match.id(), match.vehicle());
            } else if (entry instanceof SettlementLine line) {
                vehicles.computeIfPresent(matched.get(line.match()), (id, before) -> before.after(line));
            } else if (entry instanceof CorrectionLine correction) {
                vehicles.computeIfPresent(
                        (VehicleId) correction.line().vehicle(), (id, before) -> before.after(correction));
            } else if (entry instanceof InventoryEntry changed) {
                vehicles.merge(changed.vehicle(), joining(changed), (before, joined) -> before.after(changed));
            }
        }
        return new ArrayList<>(vehicles.values());
    }

    private static VehicleEnergy joining(InventoryEntry joined) {
        var energy = joined.inventory().energy();
        return new VehicleEnergy(joined.vehicle(), energy, Energy.ZERO, energy);
    }

    private VehicleEnergy after(SettlementLine line) {
        return line.flow() == Flow.STORED
                ? new VehicleEnergy(vehicle, in.plus(line.energy()), out, held)
                : new VehicleEnergy(vehicle, in, out.plus(line.energy()), held);
    }

    /** What is taken back never went in or out. */
    private VehicleEnergy after(CorrectionLine correction) {
        var energy = correction.line().energy();
        if (!correction.takenBack()) {
            return after(correction.line());
        }
        return correction.line().flow() == Flow.STORED
                ? new VehicleEnergy(vehicle, in.minus(energy), out, held)
                : new VehicleEnergy(vehicle, in, out.minus(energy), held);
    }

    /** Driving and charging outside have no line: the books' change is all there is. */
    private VehicleEnergy after(InventoryEntry changed) {
        var now = changed.inventory().energy();
        return switch (changed.cause()) {
            case JOINED -> throw new IllegalArgumentException(vehicle + " joins twice");
            case DRIVEN -> new VehicleEnergy(vehicle, in, out.plus(held.minus(now)), now);
            case CHARGED_OUTSIDE, MEASURED -> new VehicleEnergy(vehicle, in.plus(now.minus(held)), out, now);
            case CORRECTED, SETTLED -> new VehicleEnergy(vehicle, in, out, now);
        };
    }
}
