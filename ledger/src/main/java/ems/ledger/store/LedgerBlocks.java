package ems.ledger.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.Utc;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/** What sealed periods recorded, for those who add it up. */
public final class LedgerBlocks {

    private final Jdbi jdbi;

    public LedgerBlocks(LedgerStore store) {
        this.jdbi = store.jdbi();
    }

    /** Height up to which entries are forgotten; -1: none are. */
    public long forgottenUpTo(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.retiredHeight(sql, grid));
    }

    /** The period that the block of this height seals; empty: there is no such block. */
    public Optional<MatchingPeriod> period(GridId grid, long height) {
        return jdbi.withHandle(sql ->
                BlockTables.at(sql, grid, height).map(header -> header.key().period()));
    }

    /** The records of at most so many blocks from this height on. */
    public List<PeriodRecord> from(GridId grid, long height, int most) {
        return jdbi.withHandle(sql -> sql
                .createQuery("select period_start from block where grid = :grid and height >= :height"
                        + " and height < :end order by height")
                .bind("grid", grid.text())
                .bind("height", height)
                .bind("end", height + most)
                .map((row, context) -> new PeriodKey(grid, Utc.period(row, 1)))
                .list()
                .stream()
                .map(key -> new PeriodRecord(key, PeriodTables.read(sql, key).steps()))
                .toList());
    }

    public PeriodRecord record(PeriodKey key) {
        return jdbi.withHandle(
                sql -> new PeriodRecord(key, PeriodTables.read(sql, key).steps()));
    }

    /** Hashes of the headers of the first so many blocks. */
    public List<String> hashes(GridId grid, long size) {
        return jdbi.withHandle(
                sql -> sql.createQuery("select hash from block where grid = :grid and height < :size order by height")
                        .bind("grid", grid.text())
                        .bind("size", size)
                        .mapTo(String.class)
                        .list());
    }

    /** At most so many headers, the highest first. */
    public List<SignedHeader> headers(GridId grid, long upTo, int most) {
        return jdbi.withHandle(sql -> LongStream.iterate(upTo, height -> height >= 0, height -> height - 1)
                .limit(most)
                .boxed()
                .flatMap(height -> BlockTables.at(sql, grid, height).stream())
                .map(header -> new SignedHeader(header, BlockTables.signatures(sql, header)))
                .toList());
    }

    /** Lines of the note under a block; empty: nobody signed, or there is no such block. */
    public String signatures(GridId grid, long height) {
        return jdbi.withHandle(sql -> BlockTables.at(sql, grid, height)
                .map(header -> BlockTables.signatures(sql, header))
                .orElse(""));
    }

    /** @param signatures lines of a note, each with its end */
    public record SignedHeader(BlockHeader header, String signatures) {}
}
