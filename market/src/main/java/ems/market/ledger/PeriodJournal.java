package ems.market.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.Correction;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.HomeMetering;
import ems.market.record.HorizonDay;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.RecordedModel;
import ems.market.record.RecordedTrailSeal;
import ems.market.record.Revocation;
import ems.market.record.Step;

/** Port: the memory of the periods of a grid. Writing is once only: idempotency key (grid, period, step). */
public interface PeriodJournal {

    PeriodRecord read(PeriodKey key);

    /**
     * Does the work and records its entries in one transaction, unless the step is done already: then nothing is done.
     *
     * @param work from the record so far to the entries of this step
     * @return the record with the step
     * @throws PeriodClosed if the period ended without the step
     */
    PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work);

    /**
     * Whether the step is still to be done: every journal asks this before it lets a step work.
     *
     * @throws PeriodClosed if it is not done and the period has ended: a settled or abandoned period takes no further step
     */
    static boolean isToDo(Step step, PeriodRecord record) {
        if (record.has(step)) {
            return false;
        }
        if (record.isClosed()) {
            throw new PeriodClosed(record);
        }
        return true;
    }

    /** The vehicle's latest recorded inventory; empty before it joined. */
    Optional<EnergyInventory> inventory(GridId grid, VehicleId vehicle);

    /** The latest period in which the vehicle's standing was recorded. */
    Optional<MatchingPeriod> lastStanding(GridId grid, VehicleId vehicle);

    /** The latest period that recorded a step; empty: none did, or the journal does not tell. */
    default Optional<MatchingPeriod> latest(GridId grid) {
        return Optional.empty();
    }

    /**
     * The latest correction of a match that is recorded; empty: it stands as its period settled it. A journal for which no
     * reading is late has none.
     */
    default Optional<Correction> correction(GridId grid, MatchId match) {
        return Optional.empty();
    }

    /** The seal of the trail with the highest line; empty: none is recorded, or the journal keeps none. */
    default Optional<RecordedTrailSeal> latestTrailSeal(GridId grid) {
        return Optional.empty();
    }

    /** What the latest period before this one recorded of it that is not sealed yet; empty: none did, and the registry's word stands. */
    default Optional<DirectTradeSetting> directTrade(PeriodKey key) {
        return Optional.empty();
    }

    /** The newest global model that was recorded; empty if the grid's forecaster never reported one. */
    Optional<RecordedModel> latestModel(GridId grid);

    /** The latest recorded {@link #inventory} of each of these vehicles; those that have none are missing. */
    default Map<VehicleId, EnergyInventory> inventories(GridId grid, Collection<VehicleId> vehicles) {
        Map<VehicleId, EnergyInventory> inventories = new HashMap<>(2 * vehicles.size());
        vehicles.forEach(vehicle -> inventory(grid, vehicle).ifPresent(held -> inventories.put(vehicle, held)));
        return inventories;
    }

    /** The {@link #lastStanding} of each of these vehicles; those that have none are missing. */
    default Map<VehicleId, MatchingPeriod> lastStandings(GridId grid, Collection<VehicleId> vehicles) {
        Map<VehicleId, MatchingPeriod> standings = new HashMap<>(2 * vehicles.size());
        vehicles.forEach(vehicle -> lastStanding(grid, vehicle).ifPresent(period -> standings.put(vehicle, period)));
        return standings;
    }

    /** Periods before this one that have pairs, of homes with EVs or with homes, and were neither settled nor abandoned, oldest first. */
    List<PeriodRecord> unsettled(GridId grid, MatchingPeriod before);

    /**
     * Parties whose enrolment, keys, metering or revocation were recorded in a period before this one that is not sealed yet: what the
     * registry says of them is about to change. A journal without a registry knows none.
     */
    default Set<Party> changing(GridId grid, MatchingPeriod before) {
        return Set.of();
    }

    /** The last horizon plan that was recorded in a period before this one that is not sealed yet. */
    default Optional<HorizonDay> horizonPlan(GridId grid, MatchingPeriod before) {
        return Optional.empty();
    }

    /** The last horizon plan among the entries. */
    static Optional<HorizonDay> lastPlan(Stream<Entry> entries) {
        return entries.filter(HorizonDay.class::isInstance)
                .map(HorizonDay.class::cast)
                .reduce((one, next) -> next);
    }

    /** Whose place in the registry the entries change. */
    static Set<Party> changedBy(Stream<Entry> entries) {
        var recorded = entries.toList();
        Set<Party> changed = new HashSet<>();
        Entry.all(AgentKey.class, recorded).forEach(key -> changed.add(key.party()));
        Entry.all(HomeMetering.class, recorded).forEach(metering -> changed.add(metering.home()));
        Entry.all(Revocation.class, recorded).forEach(revocation -> changed.add(revocation.party()));
        Entry.all(Enrolment.class, recorded).forEach(enrolment -> changed.add(enrolment.party()));
        return changed;
    }
}
