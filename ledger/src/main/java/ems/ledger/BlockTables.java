package ems.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import ems.market.bid.VehicleBid;
import ems.market.journal.Entries;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.record.Entry;

/** SQL of the ledger: {@code block}, {@code evidence}, and the heights in {@code books}. */
final class BlockTables {

    private static final String HEADER = "select period_start, height, entries, root, previous_hash, hash from block ";

    /** Where an entry stands. */
    record Place(MatchingPeriod period, int entry) {

        boolean isAfter(Place other) {
            return other.period.isBefore(period) || other.period.equals(period) && entry > other.entry;
        }
    }

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

    /** The last block of a period before this one. */
    static Optional<BlockHeader> before(Handle sql, PeriodKey key) {
        return sql.createQuery(HEADER + "where grid = :grid and period_start < :start"
                        + " order by grid desc, period_start desc fetch first 1 row only")
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

    static void insert(Handle sql, BlockHeader header) {
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
    }

    /** Where enrolments and revocations stand in the block. */
    static void insertMembers(Handle sql, BlockHeader header, List<String> lines) {
        var rows = evidence(sql);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(Enrolment.KIND + '|') || line.startsWith(Revocation.KIND + '|')) {
                var entry = Entries.parse(line);
                add(rows, header, entry.kind(), subject(entry).orElseThrow().account(), i);
            }
        }
        execute(rows);
    }

    /** Where the bids of these accounts stand. */
    static void insertBids(Handle sql, SealedBids bids, Collection<String> accounts) {
        var rows = evidence(sql);
        accounts.forEach(account -> add(
                rows, bids.header(), VehicleBid.KIND, account, bids.entries().get(account)));
        execute(rows);
    }

    private static PreparedBatch evidence(Handle sql) {
        return sql.prepareBatch(
                "insert into evidence (grid, kind, account, period_start, entry) values (?, ?, ?, ?, ?)");
    }

    private static void add(PreparedBatch rows, BlockHeader header, String kind, String account, int entry) {
        rows.add(header.key().grid().text(), kind, account, Utc.of(header.key().period()), entry);
    }

    private static void execute(PreparedBatch rows) {
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

    /**
     * Where the latest bid of each of these vehicles stands that the block after it did not repeat, before the given
     * period; vehicles without any are missing. The order names the whole key, so that the database walks back in it to
     * one row.
     */
    static Map<String, Place> latestBids(
            Handle sql, GridId grid, Collection<VehicleId> vehicles, MatchingPeriod before) {
        Map<String, Place> places = new HashMap<>();
        if (vehicles.isEmpty()) {
            return places;
        }
        String latest = " from evidence e where e.grid = :grid and e.kind = :kind and e.account = v.account"
                + " and e.period_start < :before order by e.grid desc, e.kind desc, e.account desc,"
                + " e.period_start desc, e.entry desc fetch first 1 row only)";
        sql.createQuery("select account, period_start, entry from (select v.account, (select e.period_start" + latest
                        + " as period_start, (select e.entry" + latest
                        + " as entry from unnest(:accounts) v(account)) found where period_start is not null")
                .bind("grid", grid.text())
                .bind("kind", VehicleBid.KIND)
                .bind("before", Utc.of(before))
                .bind("accounts", SqlArrays.ofAccounts(vehicles))
                .map((row, context) -> Map.entry(row.getString(1), new Place(Utc.period(row, 2), row.getInt(3))))
                .forEach(found -> places.put(found.getKey(), found.getValue()));
        return places;
    }

    /** Where the latest entry of a rare kind stands, before the given period: of all accounts of the grid that have one. */
    static Map<String, Place> latest(Handle sql, GridId grid, String kind, MatchingPeriod before) {
        Map<String, Place> places = new HashMap<>();
        sql.createQuery("select account, period_start, entry from evidence where grid = :grid and kind = :kind"
                        + " and period_start < :before order by account, period_start, entry")
                .bind("grid", grid.text())
                .bind("kind", kind)
                .bind("before", Utc.of(before))
                .map((row, context) -> Map.entry(row.getString(1), new Place(Utc.period(row, 2), row.getInt(3))))
                .forEach(place -> places.put(place.getKey(), place.getValue()));
        return places;
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
