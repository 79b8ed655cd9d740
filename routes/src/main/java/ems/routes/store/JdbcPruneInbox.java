package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

/**
 * Prunes the tables of messages, of all grids, some thousand rows in a transaction: who keeps messages meanwhile does not wait for all of
 * it.
 */
public final class JdbcPruneInbox implements PruneInbox {

    private static final int TOGETHER = 5_000;
    /** A period that is settled late looks back a little, too. */
    private static final Duration LOOKED_BACK = Duration.ofDays(1);

    /** Follows from the end, and is what the index knows. */
    private static final String STARTED = " and hour_start < :before";

    private static final String READINGS =
            "delete from reading where grid = :grid and ends_at < :before and ends_at > :after";
    private static final String BATCHES =
            "delete from reading_batch where grid = :grid and last_start < :before and last_start > :after";
    private static final String HOURS =
            "delete from reading_hour where grid = :grid and ends_at < :before and ends_at > :after" + STARTED;
    private static final String REGISTERS =
            "delete from charger_reading where grid = :grid and read_at < :before and read_at > :after";
    private static final String RECORDS =
            "delete from charger_record where grid = :grid and told_at < :before and told_at > :after";
    private static final String STATUSES = """
            delete from vehicle_status
            where grid = :grid and reported_at < :before and exists (
                select 1 from vehicle_status newer
                where newer.grid = vehicle_status.grid and newer.vehicle = vehicle_status.vehicle
                    and newer.reported_at > vehicle_status.reported_at)
                and counted_at > :after""";

    private final Jdbi database;
    private final Function<GridId, Optional<Instant>> unsettled;
    private final int together;

    /** @param unsettled start of a grid's oldest period that may still ask for its messages; empty: none does */
    public JdbcPruneInbox(DataSource source, Function<GridId, Optional<Instant>> unsettled) {
        this(source, unsettled, TOGETHER);
    }

    /** @param together rows of one transaction; those of the same instant as the last of them come with it */
    JdbcPruneInbox(DataSource source, Function<GridId, Optional<Instant>> unsettled, int together) {
        this.database = Instants.database(source);
        this.unsettled = unsettled;
        this.together = together;
    }

    @Override
    public void messagesBefore(Instant instant) {
        prune("reading", "ends_at", "", READINGS, instant);
        prune("reading_batch", "last_start", "", BATCHES, instant);
        prune("reading_hour", "ends_at", STARTED, HOURS, instant);
        prune("vehicle_status", "counted_at", "", STATUSES, instant);
        prune("charger_reading", "read_at", "", REGISTERS, instant);
        prune("charger_record", "told_at", "", RECORDS, instant);
    }

    private void prune(String table, String column, String more, String delete, Instant instant) {
        for (var grid = gridAfter("", table); grid.isPresent(); grid = gridAfter(grid.get(), table)) {
            var before = notNeeded(grid.get(), instant);
            var after = Instant.EPOCH;
            var select = select(table, column, more);
            for (var last = last(select, grid.get(), after, before);
                    last.isPresent();
                    last = last(select, grid.get(), after, before)) {
                delete(delete + " and " + column + " <= :last", grid.get(), after, before, last.get());
                after = last.get();
            }
            delete(delete + " and " + column + " < :last", grid.get(), after, before, before);
        }
    }

    private Instant notNeeded(String grid, Instant instant) {
        return unsettled
                .apply(new GridId(grid))
                .map(start -> start.minus(LOOKED_BACK))
                .filter(needed -> needed.isBefore(instant))
                .orElse(instant);
    }

    private Optional<String> gridAfter(String grid, String table) {
        return database.withHandle(handle -> handle.createQuery(
                        "select grid from " + table + " where grid > :grid order by grid fetch first 1 row only")
                .bind("grid", grid)
                .mapTo(String.class)
                .findOne());
    }

    /** The instant of the last row that goes together with the first ones after an instant; empty if all of them may go together. */
    private Optional<Instant> last(String select, String grid, Instant after, Instant before) {
        return database.withHandle(handle -> handle.createQuery(select)
                .bind("grid", grid)
                .bind("after", after)
                .bind("before", before)
                .bind("together", together - 1)
                .mapTo(Instant.class)
                .findOne());
    }

    private static String select(String table, String column, String more) {
        return "select " + column + " from " + table + " where grid = :grid and " + column + " > :after and " + column
                + " < :before" + more + " order by grid, " + column + " offset :together rows fetch first 1 row only";
    }

    private void delete(String delete, String grid, Instant after, Instant before, Instant last) {
        database.useTransaction(handle -> handle.createUpdate(delete)
                .bind("grid", grid)
                .bind("after", after)
                .bind("last", last)
                .bind("before", before)
                .execute());
    }

    @Override
    public void deadLettersBefore(Instant instant) {
        long after = 0;
        for (var last = lastLetter(after); last.isPresent(); last = lastLetter(after)) {
            deleteLetters(after, last.get(), instant);
            after = last.get();
        }
        deleteLetters(after, Long.MAX_VALUE, instant);
    }

    private Optional<Long> lastLetter(long after) {
        return database.withHandle(handle -> handle.createQuery("select id from dead_letter where id > :after"
                        + " order by id offset :together rows fetch first 1 row only")
                .bind("after", after)
                .bind("together", together - 1)
                .mapTo(Long.class)
                .findOne());
    }

    private void deleteLetters(long after, long last, Instant before) {
        database.useTransaction(handle -> handle.createUpdate(
                        "delete from dead_letter where id > :after and id <= :last and received_at < :before")
                .bind("after", after)
                .bind("last", last)
                .bind("before", before)
                .execute());
    }
}
