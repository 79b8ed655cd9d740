package ems.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import ems.market.bid.VehicleBid;
import ems.market.journal.PeriodRecord;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.record.Entry;

/** SQL of the ledger: {@code block}, {@code evidence}, and the heights in {@code books}. */
final class BlockTables {

    private static final String HEADER = "select period_start, height, entries, root, previous_hash, hash from block ";

    /** Where an entry stands. */
    record Place(MatchingPeriod period, int entry) {}

    private BlockTables() {}

    static Optional<BlockHeader> head(Handle sql, GridId grid) {
        return sql.createQuery(HEADER + "where grid = :grid order by height desc fetch first 1 row only")
                .bind("grid", grid.text())
                .map((row, context) -> header(grid, row))
                .findOne();
    }

    static Optional<BlockHeader> of(Handle sql, PeriodKey key) {
        return sql.createQuery(HEADER + "where grid = :grid and period_start = :start")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> header(key.grid(), row))
                .findOne();
    }

    static Optional<BlockHeader> at(Handle sql, GridId grid, long height) {
        return sql.createQuery(HEADER + "where grid = :grid and height = :height")
                .bind("grid", grid.text())
                .bind("height", height)
                .map((row, context) -> header(grid, row))
                .findOne();
    }

    private static BlockHeader header(GridId grid, ResultSet row) throws SQLException {
        return new BlockHeader(
                new PeriodKey(grid, Utc.period(row, 1)),
                row.getLong(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    static void insert(Handle sql, BlockHeader header, PeriodRecord period) {
        sql.createUpdate("insert into block (grid, height, period_start, entries, root, previous_hash, hash)"
                        + " values (:grid, :height, :start, :entries, :root, :previous, :hash)")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .bind("start", Utc.of(header.key().period()))
                .bind("entries", header.entries())
                .bind("root", header.root())
                .bind("previous", header.previous())
                .bind("hash", header.hash())
                .execute();
        insertEvidence(sql, header, period.entries().toList());
    }

    private static void insertEvidence(Handle sql, BlockHeader header, List<Entry> entries) {
        PreparedBatch rows = sql.prepareBatch("insert into evidence (grid, account, kind, period_start, entry)"
                + " values (:grid, :account, :kind, :start, :entry)");
        for (int i = 0; i < entries.size(); i++) {
            int place = i;
            var entry = entries.get(i);
            subject(entry)
                    .ifPresent(party -> rows.bind("grid", header.key().grid().text())
                            .bind("account", party.account())
                            .bind("kind", entry.kind())
                            .bind("start", Utc.of(header.key().period()))
                            .bind("entry", place)
                            .add());
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    /** Whose part in the market the entry is evidence of. */
    static Optional<Party> subject(Entry entry) {
        if (entry instanceof VehicleBid bid) {
            return Optional.of(bid.vehicle());
        }
        if (entry instanceof Enrolment joined) {
            return Optional.of(joined.party());
        }
        return entry instanceof Revocation revoked ? Optional.of(revoked.party()) : Optional.empty();
    }

    /** Where the latest entry of this kind about the party stands, in blocks of periods before the given one. */
    static Optional<Place> latest(Handle sql, GridId grid, Party party, String kind, MatchingPeriod before) {
        return sql.createQuery("select period_start, entry from evidence where grid = :grid and account = :account"
                        + " and kind = :kind and period_start < :before"
                        + " order by period_start desc, entry desc fetch first 1 row only")
                .bind("grid", grid.text())
                .bind("account", party.account())
                .bind("kind", kind)
                .bind("before", Utc.of(before))
                .map((row, context) -> new Place(Utc.period(row, 1), row.getInt(2)))
                .findOne();
    }

    /** Holds the grid's row until the transaction ends, so that its books have one writer at a time. */
    static void lock(Handle sql, GridId grid) {
        sql.createQuery("select anchored_height from books where grid = :grid for update")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .one();
    }

    static void addBooks(Handle sql, GridId grid) {
        sql.createUpdate("insert into books (grid, anchored_height) values (:grid, -1)")
                .bind("grid", grid.text())
                .execute();
    }

    static Optional<Long> anchoredHeight(Handle sql, GridId grid) {
        return sql.createQuery("select anchored_height from books where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .findOne();
    }

    static void anchored(Handle sql, BlockHeader header) {
        sql.createUpdate("update books set anchored_height = :height where grid = :grid and anchored_height < :height")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .execute();
    }
}
