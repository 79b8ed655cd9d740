package ems.routes.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import ems.market.party.GridId;
import ems.market.telemetry.MeterReading;

/**
 * Table {@code reading_batch}, as far as one grid goes: readings that were kept together, a row, numbered in the order in which they were
 * kept, until they are packed. For one writer at a time.
 */
final class ReadingJournal {

    /** Rows of one statement. */
    private static final int TOGETHER = 1_000;

    private final Jdbi database;
    private final GridId grid;
    private long last;

    ReadingJournal(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** Number of the last batch that is known here; 0: none is. */
    long last() {
        return last;
    }

    /**
     * Gives the readings that were kept since the last batch that is known here, in their order: one that was replaced comes before the
     * one that took its place.
     *
     * @throws IllegalStateException if a batch is damaged; it is asked for again the next time
     */
    void catchUp(Consumer<MeterReading> taker) {
        for (var next = next(); !next.isEmpty(); next = next()) {
            for (Batch batch : next) {
                read(batch).forEach(taker);
                last = batch.number();
            }
        }
    }

    private record Batch(long number, byte[] body) {}

    private List<Batch> next() {
        return database.withHandle(handle -> handle.createQuery(
                        "select number, body from reading_batch"
                                + " where grid = :grid and number > :last order by grid, number fetch first :together rows only")
                .bind("grid", grid.text())
                .bind("last", last)
                .bind("together", TOGETHER)
                .map((row, context) -> new Batch(row.getLong(1), row.getBytes(2)))
                .list());
    }

    private List<MeterReading> read(Batch batch) {
        try {
            return ReadingBatchBytes.readings(batch.body());
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException(
                    "readings of grid " + grid + " that were kept together as number " + batch.number()
                            + " are damaged",
                    broken);
        }
    }

    /** Its number counts once the transaction is over: see {@link #appended}. */
    void append(Handle handle, List<MeterReading> readings) {
        handle.createUpdate("insert into reading_batch (grid, number, readings, last_start, body)"
                        + " values (:grid, :number, :readings, :lastStart, :body)")
                .bind("grid", grid.text())
                .bind("number", last + 1)
                .bind("readings", readings.size())
                .bind(
                        "lastStart",
                        readings.stream()
                                .map(MeterReading::at)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                .bind("body", ReadingBatchBytes.bytes(readings))
                .execute();
    }

    /** The transaction of {@link #append} is over. */
    void appended() {
        last++;
    }

    /**
     * Forgets batches that are packed, the first ones up to one that is not: as long as an older one is read again, a correction of what
     * is in it has to be, too.
     *
     * @param upTo number of the last one that may be
     * @param before when the last reading that is packed has started
     */
    void forget(long upTo, Instant before) {
        long end = first(" and last_start >= :before", query -> query.bind("before", before))
                .filter(kept -> kept <= upTo)
                .orElse(upTo + 1);
        for (var first = first(); first.isPresent() && first.get() < end; first = first()) {
            delete(Math.min(first.get() + TOGETHER, end));
        }
    }

    private Optional<Long> first() {
        return first("", query -> query);
    }

    private Optional<Long> first(String and, UnaryOperator<Query> bound) {
        return database.withHandle(handle -> bound.apply(handle.createQuery("select number from reading_batch"
                                + " where grid = :grid" + and + " order by grid, number fetch first 1 row only")
                        .bind("grid", grid.text()))
                .mapTo(Long.class)
                .findOne());
    }

    private void delete(long before) {
        database.useHandle(
                handle -> handle.createUpdate("delete from reading_batch where grid = :grid and number < :before")
                        .bind("grid", grid.text())
                        .bind("before", before)
                        .execute());
    }
}
