package ems.ledger.replay;

import java.util.Map;
import java.util.TreeMap;

import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/** The books of one grid as they follow from the blocks replayed so far. */
public final class GridReplay {

    private final Register register = new Register();
    private final ModelsOfAGrid models = new ModelsOfAGrid();
    private final Map<VehicleId, VehicleBooks> vehicles = new TreeMap<>();
    private MatchingPeriod last;

    /**
     * Starts the next block; the one before must be ended.
     *
     * @throws IllegalArgumentException if its period does not come after the last one's
     */
    public BlockReplay next(PeriodKey key) {
        if (last != null && !last.isBefore(key.period())) {
            throw new IllegalArgumentException("period " + key.period() + " does not come after " + last);
        }
        last = key.period();
        return new BlockReplay(key.period(), register, models, vehicles);
    }

    /** @throws IllegalArgumentException if an EV took in another amount of energy than it gave and holds */
    public void end() {
        vehicles.values().forEach(VehicleBooks::refuseImbalance);
    }
}
