package ems.ledger.store;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.RecordedTrailSeal;
import ems.market.record.TrailSeal;

/** SQL of {@code trail_seal}: which lines of the trail the journal of a grid recorded, and in which periods. */
public final class TrailSeals {

    /** The order names the whole beginning of the key, so that the database walks to one row. */
    static final String LATEST = "select number, hash, period_start from trail_seal where grid = :grid"
            + " order by grid desc, number desc fetch first 1 row only";

    private TrailSeals() {}

    /**
     * A seal and the record that holds it.
     *
     * @param by the period that recorded it
     */
    public record Sealed(PeriodKey by, TrailSeal seal) {}

    /** Those in the books of all grids, by line, the first one first. */
    public static List<Sealed> in(LedgerStore books) {
        return books.jdbi()
                .withHandle(sql -> sql.createQuery(
                                "select number, hash, period_start, grid from trail_seal order by number")
                        .map((row, context) -> new Sealed(
                                new PeriodKey(new GridId(row.getString(4)), Utc.period(row, 3)),
                                new TrailSeal(row.getLong(1), row.getString(2))))
                        .list());
    }

    /**
     * Whether the seal among these entries, if any, comes after all that are recorded, by line and by period: else it was found
     * before another period recorded one. Called under the grid's lock.
     */
    static boolean followLast(Handle sql, PeriodKey key, List<Entry> entries) {
        List<TrailSeal> seals = Entry.all(TrailSeal.class, entries);
        return seals.isEmpty()
                || latest(sql, key.grid())
                        .filter(last -> last.seal().number() >= seals.get(0).number()
                                || !last.period().isBefore(key.period()))
                        .isEmpty();
    }

    /** Takes over the seal among these entries. Called under the grid's lock. */
    static void update(Handle sql, PeriodKey key, List<Entry> entries) {
        Entry.all(TrailSeal.class, entries)
                .forEach(seal -> sql.createUpdate(
                                "insert into trail_seal (grid, number, hash, period_start) values (:grid, :number, :hash, :start)")
                        .bind("grid", key.grid().text())
                        .bind("number", seal.number())
                        .bind("hash", seal.hash())
                        .bind("start", Utc.of(key.period()))
                        .execute());
    }

    static Optional<RecordedTrailSeal> latest(Handle sql, GridId grid) {
        return sql.createQuery(LATEST)
                .bind("grid", grid.text())
                .map((row, context) ->
                        new RecordedTrailSeal(new TrailSeal(row.getLong(1), row.getString(2)), Utc.period(row, 3)))
                .findOne();
    }
}
