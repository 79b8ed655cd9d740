package ems.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.journal.PeriodJournal;
import ems.market.journal.PeriodRecord;
import ems.market.journal.StepRecord;
import ems.market.ledger.BlockHeader;
import ems.market.matching.Match;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.period.Step;
import ems.market.record.Entry;

/**
 * The journal in a database, in local transactions of its own: call it outside any other. Thread-safe.
 *
 * <p>The work of a step runs before the transaction that records it, so that no lock is held while a matcher thinks; what
 * it was based on is compared once more under the lock. Two at the same step: the second one gets the first one's record.
 */
public final class StoredJournal implements PeriodJournal {

    private final Jdbi jdbi;
    private final OneWriter writer;

    public StoredJournal(DataSource database) {
        this.jdbi = Jdbi.create(database);
        this.writer = new OneWriter(jdbi);
    }

    @Override
    public PeriodRecord read(PeriodKey key) {
        return jdbi.withHandle(sql -> PeriodTables.read(sql, key)).record();
    }

    /** @throws IllegalStateException if the period has ended, or a later one is sealed already */
    @Override
    public PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        while (true) {
            var before = jdbi.withHandle(sql -> openFor(step, sql, key));
            if (before.has(step)) {
                return before;
            }
            List<Entry> entries = work.apply(before);
            var recorded = writer.write(key.grid(), sql -> record(sql, before, new StepRecord(step, entries)));
            if (recorded.isPresent()) {
                return recorded.get();
            }
        }
    }

    /** Nothing if another step of the period was recorded while this one worked: then it works again. */
    private static Optional<PeriodRecord> record(Handle sql, PeriodRecord before, StepRecord done) {
        var now = openFor(done.step(), sql, before.key());
        if (now.has(done.step())) {
            return Optional.of(now);
        }
        if (now.steps().size() != before.steps().size()) {
            return Optional.empty();
        }
        PeriodTables.insert(sql, before.key(), done.step(), done.entries());
        return Optional.of(PeriodTables.read(sql, before.key()).record());
    }

    private static PeriodRecord openFor(Step step, Handle sql, PeriodKey key) {
        var record = PeriodTables.read(sql, key).record();
        if (!record.has(step)) {
            if (Blocks.isClosed(record)) {
                throw new IllegalStateException(key + " has ended and takes no further step");
            }
            BlockTables.head(sql, key.grid())
                    .map(BlockHeader::key)
                    .filter(head -> !head.period().isBefore(key.period()))
                    .ifPresent(head -> {
                        throw new IllegalStateException(key + " comes too late: the books are sealed up to " + head);
                    });
        }
        return record;
    }

    @Override
    public Optional<EnergyInventory> inventory(GridId grid, VehicleId vehicle) {
        return jdbi.withHandle(sql -> PeriodTables.inventory(sql, grid, vehicle));
    }

    @Override
    public Optional<MatchingPeriod> lastStanding(GridId grid, VehicleId vehicle) {
        return jdbi.withHandle(sql -> PeriodTables.lastStanding(sql, grid, vehicle));
    }

    @Override
    public List<PeriodRecord> unsettled(GridId grid, MatchingPeriod before) {
        return unsealed(grid, before).stream()
                .filter(record ->
                        !Blocks.isClosed(record) && !record.all(Match.class).isEmpty())
                .toList();
    }

    /** Periods before this one that recorded a step and have no block yet, oldest first. */
    public List<PeriodRecord> unsealed(GridId grid, MatchingPeriod before) {
        return jdbi.withHandle(sql -> {
            var sealed = BlockTables.head(sql, grid).map(head -> head.key().period());
            return PeriodTables.unsealed(sql, grid, sealed, before);
        });
    }
}
