package ems.ledger.store;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/** SQL of {@code archive} and {@code archive_part}. */
final class ArchiveTables {

    /** A row holds at most so many bytes: H2 takes a million. */
    static final int LONGEST_PART = 500_000;

    private static final String PLACE =
            "select first_start, last_start, first_height, last_height, parts from archive ";

    private ArchiveTables() {}

    /**
     * One archive.
     *
     * @param parts rows that hold it; 0: a file does
     */
    record Place(MatchingPeriod first, MatchingPeriod last, long firstHeight, long lastHeight, int parts) {

        boolean isInFile() {
            return parts == 0;
        }
    }

    /** The archive that holds the period, if it is archived. */
    static Optional<Place> of(Handle sql, PeriodKey key) {
        return place(sql.createQuery(PLACE + "where grid = :grid and first_start <= :start"
                                + " order by grid desc, first_start desc fetch first 1 row only")
                        .bind("grid", key.grid().text())
                        .bind("start", Utc.of(key.period())))
                .filter(place -> !place.last().isBefore(key.period()));
    }

    /** The oldest archive in the database that ends before this period. */
    static Optional<Place> oldest(Handle sql, GridId grid, MatchingPeriod before) {
        return place(sql.createQuery(PLACE + "where grid = :grid and parts > 0 and last_start < :before"
                        + " order by grid, first_start fetch first 1 row only")
                .bind("grid", grid.text())
                .bind("before", Utc.of(before)));
    }

    private static Optional<Place> place(Query query) {
        return query.map((row, context) -> place(row)).findOne();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(Utc.period(row, 1), Utc.period(row, 2), row.getLong(3), row.getLong(4), row.getInt(5));
    }

    /** The height up to which blocks are archived; -1: none is. */
    static long lastHeight(Handle sql, GridId grid) {
        return sql.createQuery("select max(last_height) from archive where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
    }

    /** @param place without its parts */
    static void insert(Handle sql, GridId grid, Place place, byte[] body) {
        var rows = sql.prepareBatch(
                "insert into archive_part (grid, first_start, part, body) values (:grid, :first, :part, :body)");
        int parts = 0;
        for (int from = 0; from < body.length; from += LONGEST_PART) {
            rows.bind("grid", grid.text())
                    .bind("first", Utc.of(place.first()))
                    .bind("part", parts++)
                    .bind("body", Arrays.copyOfRange(body, from, Math.min(body.length, from + LONGEST_PART)))
                    .add();
        }
        rows.execute();
        sql.createUpdate("insert into archive (grid, first_start, last_start, first_height, last_height, parts)"
                        + " values (:grid, :first, :last, :firstHeight, :lastHeight, :parts)")
                .bind("grid", grid.text())
                .bind("first", Utc.of(place.first()))
                .bind("last", Utc.of(place.last()))
                .bind("firstHeight", place.firstHeight())
                .bind("lastHeight", place.lastHeight())
                .bind("parts", parts)
                .execute();
    }

    /** Empty if it was moved to a file meanwhile. */
    static Optional<byte[]> body(Handle sql, GridId grid, Place place) {
        List<byte[]> parts = sql.createQuery(
                        "select body from archive_part where grid = :grid and first_start = :first order by part")
                .bind("grid", grid.text())
                .bind("first", Utc.of(place.first()))
                .map((row, context) -> row.getBytes(1))
                .list();
        if (parts.size() < place.parts()) {
            return Optional.empty();
        }
        var body = new ByteArrayOutputStream();
        parts.forEach(body::writeBytes);
        return Optional.of(body.toByteArray());
    }

    /** From now on a file holds it. */
    static void moved(Handle sql, GridId grid, Place place) {
        sql.createUpdate("update archive set parts = 0 where grid = :grid and first_start = :first")
                .bind("grid", grid.text())
                .bind("first", Utc.of(place.first()))
                .execute();
        sql.createUpdate("delete from archive_part where grid = :grid and first_start = :first")
                .bind("grid", grid.text())
                .bind("first", Utc.of(place.first()))
                .execute();
    }

    /** Archives of blocks up to this height; none goes beyond it. */
    static void delete(Handle sql, GridId grid, long upTo) {
        sql.createUpdate("delete from archive_part where grid = :grid and first_start in"
                        + " (select first_start from archive where grid = :grid and last_height <= :height)")
                .bind("grid", grid.text())
                .bind("height", upTo)
                .execute();
        sql.createUpdate("delete from archive where grid = :grid and last_height <= :height")
                .bind("grid", grid.text())
                .bind("height", upTo)
                .execute();
    }
}
