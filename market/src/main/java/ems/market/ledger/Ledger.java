package ems.market.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;
import ems.market.record.HorizonDay;
import ems.market.record.PeriodRecord;

/** Port: the append-only log of a grid, one hash-chained block per period. */
public interface Ledger {

    /**
     * Seals the period's entries into the next block, after those of earlier periods that have ended; sealing the same
     * period again returns the same block.
     *
     * @throws AnchorUnavailable if an earlier period has not ended: blocks follow the order of the periods
     * @throws IllegalStateException if this period has not ended
     */
    BlockHeader seal(PeriodRecord period);

    /**
     * Publishes the headers that are not yet anchored, in order.
     *
     * @return number of headers published
     * @throws AnchorUnavailable if the target does not take one; the rest stay queued
     */
    int anchor(GridId grid);

    /** What blocks of periods before this one prove about the vehicle. */
    Participation participation(GridId grid, VehicleId vehicle, MatchingPeriod before);

    /** The {@link #participation} of each of these vehicles. */
    default Map<VehicleId, Participation> participations(
            GridId grid, Collection<VehicleId> vehicles, MatchingPeriod before) {
        Map<VehicleId, Participation> proven = new HashMap<>();
        vehicles.forEach(vehicle -> proven.put(vehicle, participation(grid, vehicle, before)));
        return proven;
    }

    /** Parties whose key for bids the registry holds: they take part in no period for which they signed no bid. */
    default Set<Party> signers(GridId grid) {
        return Set.of();
    }

    /** Which of these the registry knows as members; a ledger without a registry knows all. */
    default <P extends Party> Set<P> members(GridId grid, Collection<P> parties) {
        return Set.copyOf(parties);
    }

    /** Homes whose exchanges are known by what both parties sign, and by no reading. */
    default Set<ProsumerId> privateHomes(GridId grid) {
        return Set.of();
    }

    /** Whether homes trade with homes; empty: no block has said so. */
    default Optional<DirectTrade> directTrade(GridId grid) {
        return Optional.empty();
    }

    /** The last horizon plan that a block holds; a ledger that keeps none has none. */
    default Optional<HorizonDay> horizonPlan(GridId grid) {
        return Optional.empty();
    }

    Optional<BlockHeader> head(GridId grid);
}
