package ems.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.GridRow;
import ems.ledger.sql.Utc;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;

/** SQL of {@code block}, and of {@code books}: a row per grid, under whose lock its books are written. */
public final class BlockTables {

    private static final String HEADER = "select period_start, height, entries, root, registry_root, matching_root,"
            + " exchange_root, model_root, log_root, previous_hash, hash from block ";

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

    public static Optional<BlockHeader> at(Handle sql, GridId grid, long height) {
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
                new StateRoots(row.getString(5), row.getString(6), row.getString(7), row.getString(8)),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }

    /** @param signatures lines of a signed note, empty: nobody signs */
    static void insert(Handle sql, BlockHeader header, String signatures) {
        var states = header.states();
        sql.createUpdate(
                        "insert into block (grid, height, period_start, entries, root, registry_root, matching_root,"
                                + " exchange_root, model_root, log_root, previous_hash, hash, signatures) values (:grid, :height, :start,"
                                + " :entries, :root, :registry, :matching, :exchange, :model, :log, :previous, :hash, :signatures)")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .bind("start", Utc.of(header.key().period()))
                .bind("entries", header.entries())
                .bind("root", header.root())
                .bind("registry", states.registry())
                .bind("matching", states.matching())
                .bind("exchange", states.exchange())
                .bind("model", states.model())
                .bind("log", header.logRoot())
                .bind("previous", header.previous())
                .bind("hash", header.hash())
                .bind("signatures", signatures)
                .execute();
    }

    static String signatures(Handle sql, BlockHeader header) {
        return sql.createQuery("select signatures from block where grid = :grid and height = :height")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .mapTo(String.class)
                .one();
    }

    /** Holds the grid's row until the transaction ends, so that its books have one writer at a time. */
    static void lock(Handle sql, GridId grid) {
        sql.createQuery("select grid from books where grid = :grid for update")
                .bind("grid", grid.text())
                .mapTo(String.class)
                .one();
    }

    static void addBooks(Jdbi jdbi, GridId grid) {
        GridRow.add(
                jdbi,
                "insert into books (grid) select :grid where not exists (select 1 from books where grid = :grid)",
                grid);
    }

    /** Height up to which blocks are kept without their entries; -1: none. */
    static long retiredHeight(Handle sql, GridId grid) {
        return sql.createQuery("select retired_height from books where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
    }

    public static void retired(Handle sql, BlockHeader header) {
        sql.createUpdate("update books set retired_height = :height where grid = :grid")
                .bind("grid", header.key().grid().text())
                .bind("height", header.height())
                .execute();
    }
}
