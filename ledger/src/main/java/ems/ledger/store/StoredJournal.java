package ems.ledger.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.PeriodJournal;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.HorizonDay;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.RecordedModel;
import ems.market.record.RecordedTrailSeal;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.Validators;

/**
 * The journal in a database, in local transactions of its own: call it outside any other. Thread-safe.
 *
 * <p>The work of a step runs before the transaction that records it, so that no lock is held while a matcher thinks; what
 * it was based on is compared as the step is written, under the lock. Two at the same step: the second one gets the first one's record.
 */
public final class StoredJournal implements PeriodJournal {

    private final Jdbi jdbi;
    private final GridWriter writer;
    private final RecordCache cache = new RecordCache();

    public StoredJournal(DataSource database) {
        this(LedgerStore.in(database));
    }

    public StoredJournal(LedgerStore store) {
        this.jdbi = store.jdbi();
        this.writer = new GridWriter(jdbi);
    }

    @Override
    public PeriodRecord read(PeriodKey key) {
        return jdbi.withHandle(sql -> read(sql, key));
    }

    /** What is read of a closed period is not kept: nobody will go on from it, and it would drive out an open one. */
    private PeriodRecord read(Handle sql, PeriodKey key) {
        var known = cache.of(key);
        var record = PeriodTables.read(sql, known);
        if (record.steps().size() > known.steps().size() && !record.isClosed()) {
            cache.add(record);
        }
        return record;
    }

    /** @throws IllegalStateException if the period has ended, or a later one is sealed already or sent to be signed */
    @Override
    public PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        while (true) {
            var before = read(key);
            if (!PeriodJournal.isToDo(step, before)) {
                return before;
            }
            refuseIfSealed(key);
            var done = new StepRecord(step, work.apply(before));
            if (writer.write(key.grid(), sql -> PeriodTables.insert(sql, before, done))) {
                var after = before.with(done);
                cache.add(after);
                return after;
            }
        }
    }

    private void refuseIfSealed(PeriodKey key) {
        jdbi.withHandle(sql -> BlockDrafts.period(sql, key.grid())
                        .or(() -> BlockTables.head(sql, key.grid())
                                .map(BlockHeader::key)
                                .map(PeriodKey::period)))
                .filter(last -> !last.isBefore(key.period()))
                .ifPresent(last -> {
                    throw new IllegalStateException(
                            key + " comes too late: the books are sealed up to " + new PeriodKey(key.grid(), last));
                });
    }

    @Override
    public Optional<EnergyInventory> inventory(GridId grid, VehicleId vehicle) {
        return jdbi.withHandle(sql -> VehicleStates.inventory(sql, grid, vehicle));
    }

    @Override
    public Optional<MatchingPeriod> lastStanding(GridId grid, VehicleId vehicle) {
        return jdbi.withHandle(sql -> VehicleStates.lastStanding(sql, grid, vehicle));
    }

    @Override
    public Map<VehicleId, EnergyInventory> inventories(GridId grid, Collection<VehicleId> vehicles) {
        var inventories = jdbi.withHandle(sql -> VehicleStates.inventories(sql, grid));
        inventories.keySet().retainAll(Set.copyOf(vehicles));
        return inventories;
    }

    @Override
    public Map<VehicleId, MatchingPeriod> lastStandings(GridId grid, Collection<VehicleId> vehicles) {
        var standings = jdbi.withHandle(sql -> VehicleStates.lastStandings(sql, grid));
        standings.keySet().retainAll(Set.copyOf(vehicles));
        return standings;
    }

    @Override
    public Optional<RecordedModel> latestModel(GridId grid) {
        return jdbi.withHandle(sql -> LatestModels.of(sql, grid));
    }

    @Override
    public Optional<RecordedTrailSeal> latestTrailSeal(GridId grid) {
        return jdbi.withHandle(sql -> TrailSeals.latest(sql, grid));
    }

    @Override
    public Optional<DirectTradeSetting> directTrade(PeriodKey key) {
        return jdbi.withHandle(sql -> PeriodTables.unsealedDirectTrade(
                sql,
                key,
                BlockTables.head(sql, key.grid()).map(head -> head.key().period())));
    }

    @Override
    public Optional<Correction> correction(GridId grid, MatchId match) {
        return jdbi.withHandle(sql -> RecordedCorrections.of(sql, grid, match));
    }

    @Override
    public List<PeriodRecord> unsettled(GridId grid, MatchingPeriod before) {
        return unsealed(grid, before).stream()
                .filter(record -> !record.isClosed() && record.hasPairs())
                .toList();
    }

    /** Periods before this one that recorded a step and have no block yet, oldest first. */
    public List<PeriodRecord> unsealed(GridId grid, MatchingPeriod before) {
        return jdbi.withHandle(sql -> {
            var sealed = BlockTables.head(sql, grid).map(head -> head.key().period());
            return PeriodTables.unsealed(sql, grid, sealed, before).stream()
                    .map(key -> read(sql, key))
                    .toList();
        });
    }

    @Override
    public Optional<HorizonDay> horizonPlan(GridId grid, MatchingPeriod before) {
        return PeriodJournal.lastPlan(unsealed(grid, before).stream().flatMap(PeriodRecord::entries));
    }

    /**
     * Periods that ended without settlement, newest first, but for those in the archive: one query.
     *
     * @param before the first period that is too late
     * @param most how many
     * @return of each period the step that ended it, and no other
     */
    public List<PeriodRecord> abandoned(
            GridId grid, Optional<MatchingPeriod> from, Optional<MatchingPeriod> before, int most) {
        return jdbi.withHandle(sql -> PeriodTables.abandoned(sql, grid, from, before, most));
    }

    /** What the first period at or after this one recorded of which anything is. */
    public Optional<PeriodRecord> firstFrom(PeriodKey key) {
        return jdbi.withHandle(sql -> PeriodTables.firstFrom(sql, key).map(found -> read(sql, found)));
    }

    /** The oldest period that recorded a step and has no block yet. */
    public Optional<MatchingPeriod> oldestUnsealed(GridId grid) {
        return jdbi.withHandle(sql -> {
            var sealed = BlockTables.head(sql, grid).map(head -> head.key().period());
            return PeriodTables.oldestUnsealed(sql, grid, sealed);
        });
    }

    @Override
    public Optional<MatchingPeriod> latest(GridId grid) {
        return jdbi.withHandle(sql -> PeriodTables.latest(sql, grid));
    }

    /** Validators that a period before this one recorded which is not sealed yet: the registry does not have them. */
    public Optional<Validators> validators(GridId grid, MatchingPeriod before) {
        return unsealedEnrolments(grid, before).stream()
                .filter(Validators.class::isInstance)
                .map(Validators.class::cast)
                .findFirst();
    }

    @Override
    public Set<Party> changing(GridId grid, MatchingPeriod before) {
        return PeriodJournal.changedBy(unsealedEnrolments(grid, before).stream());
    }

    private List<Entry> unsealedEnrolments(GridId grid, MatchingPeriod before) {
        return jdbi.withHandle(sql -> {
            var sealed = BlockTables.head(sql, grid).map(head -> head.key().period());
            return PeriodTables.enrolments(sql, grid, sealed, before);
        });
    }
}
