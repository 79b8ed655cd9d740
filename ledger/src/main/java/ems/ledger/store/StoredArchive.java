package ems.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.store.ArchiveTables.Place;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/**
 * Puts what the steps of sealed periods recorded together, compressed, and moves it to files. Journal, ledger, receipts and
 * export read it there as before. Each call does little, in local transactions of its own: call it again and again, outside
 * any other. Whatever a crash interrupts is done again. Thread-safe.
 */
public final class StoredArchive {

    /**
     * An archive ends at a multiple of this height. More together hardly make it smaller, and a reader of one period opens all.
     * No archive goes beyond a day of blocks, whose entries are forgotten together.
     */
    static final int TOGETHER = 60;
    /** The newest blocks stay: a start runs some of them again. */
    static final int NEWEST = 2 * StateTables.INTERVAL;
    /** Characters from which a period starts an archive of its own. */
    private static final int LONGEST = 1_000_000;

    private final Jdbi jdbi;
    private final GridWriter writer;

    public StoredArchive(LedgerStore store) {
        this.jdbi = store.jdbi();
        this.writer = new GridWriter(jdbi);
    }

    /** Sealed periods that go together. */
    private record Together(Place place, List<StoredPeriod> periods) {}

    /**
     * Archives the next sixty periods, or fewer if they are long.
     *
     * @param before the first period that stays as it is
     * @return whether periods were archived; false: too few are old enough
     */
    public boolean archive(GridId grid, MatchingPeriod before) {
        var next = jdbi.withHandle(sql -> next(sql, grid, before));
        return next.isPresent() && archive(grid, next.get());
    }

    private boolean archive(GridId grid, Together next) {
        byte[] body = ArchivedPeriods.bytes(next.periods());
        return writer.write(grid, sql -> {
            boolean isNext = firstHeight(sql, grid) == next.place().firstHeight();
            if (isNext) {
                ArchiveTables.insert(sql, grid, next.place(), body);
                PeriodTables.deleteArchived(
                        sql, grid, next.place().first(), next.place().last());
            }
            return isNext;
        });
    }

    /** The first block that is neither archived nor forgotten. */
    private static long firstHeight(Handle sql, GridId grid) {
        return 1 + Math.max(ArchiveTables.lastHeight(sql, grid), BlockTables.retiredHeight(sql, grid));
    }

    private static Optional<Together> next(Handle sql, GridId grid, MatchingPeriod before) {
        long newest = BlockTables.head(sql, grid).map(BlockHeader::height).orElse(-1L) - NEWEST;
        long first = firstHeight(sql, grid);
        List<StoredPeriod> periods = new ArrayList<>();
        long length = 0;
        boolean complete = false;
        for (long height = first; height <= newest && !complete; height++) {
            var key = BlockTables.at(sql, grid, height).orElseThrow().key();
            if (!key.period().isBefore(before)) {
                break;
            }
            var period = PeriodTables.read(sql, key);
            long more =
                    period.bodies().values().stream().mapToLong(String::length).sum();
            if (!periods.isEmpty() && length + more > LONGEST) {
                complete = true;
            } else {
                periods.add(period);
                length += more;
                complete = length > LONGEST || height > 0 && height % TOGETHER == 0;
            }
        }
        return complete ? Optional.of(new Together(place(first, periods), periods)) : Optional.empty();
    }

    private static Place place(long first, List<StoredPeriod> periods) {
        return new Place(
                periods.get(0).key().period(),
                periods.get(periods.size() - 1).key().period(),
                first,
                first + periods.size() - 1,
                0);
    }

    /**
     * Moves the oldest archive that is in the database to a file. Its rows are deleted when the file was read and is whole.
     *
     * @param before the first period that stays in the database
     * @return whether there was one
     * @throws IllegalStateException if it has no rows and no file either, or the file is damaged: then its rows stay
     */
    public boolean moveToFile(GridId grid, MatchingPeriod before) {
        var oldest = jdbi.withHandle(sql -> ArchiveTables.oldest(sql, grid, before));
        oldest.ifPresent(place -> move(grid, place));
        return oldest.isPresent();
    }

    private void move(GridId grid, Place place) {
        jdbi.withHandle(sql -> ArchiveTables.body(sql, grid, place))
                .ifPresent(body -> files().write(grid, place.firstHeight(), place.lastHeight(), body));
        jdbi.getConfig(ArchiveReader.class).refuseIfNotInFile(grid, place);
        writer.write(grid, sql -> {
            ArchiveTables.moved(sql, grid, place);
            return true;
        });
    }

    private ArchiveFiles files() {
        return jdbi.getConfig(ArchiveReader.class).files();
    }

    /** Deletes files of forgotten entries, a day after these: a copy of the database may still name them. */
    public void deleteForgotten(GridId grid) {
        long upTo = jdbi.withHandle(sql -> BlockTables.retiredHeight(sql, grid)) - StateTables.DAY;
        if (upTo >= 0 && jdbi.getConfig(ArchiveReader.class).hasFiles()) {
            files().delete(grid, upTo);
        }
    }
}
