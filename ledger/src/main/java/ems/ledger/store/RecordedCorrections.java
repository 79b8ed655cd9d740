package ems.ledger.store;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.MatchId;

/** SQL of {@code correction}: every correction that the journal recorded of a match, by the period that recorded it. */
final class RecordedCorrections {

    private RecordedCorrections() {}

    /** Takes over the corrections among these entries. Called under the grid's lock. */
    static void update(Handle sql, PeriodKey key, List<Entry> entries) {
        List<Correction> corrections = Entry.all(Correction.class, entries);
        if (corrections.isEmpty()) {
            return;
        }
        var rows = sql.prepareBatch(
                "insert into correction (grid, match, match_start, period_start, entry) values (?, ?, ?, ?, ?)");
        corrections.forEach(correction -> rows.add(
                key.grid().text(),
                correction.match().text(),
                Utc.of(correction.match().period()),
                Utc.of(key.period()),
                correction.text()));
        rows.execute();
    }

    /** Deletes those of matches of periods up to this one. */
    static void delete(Handle sql, PeriodKey upTo) {
        sql.createUpdate("delete from correction where grid = :grid and match_start <= :last")
                .bind("grid", upTo.grid().text())
                .bind("last", Utc.of(upTo.period()))
                .execute();
    }

    static Optional<Correction> of(Handle sql, GridId grid, MatchId match) {
        return sql.createQuery("select entry from correction where grid = :grid and match = :match"
                        + " order by period_start desc fetch first 1 row only")
                .bind("grid", grid.text())
                .bind("match", match.text())
                .mapTo(String.class)
                .findOne()
                .map(entry -> (Correction) Entry.parse(entry));
    }

    /** The latest that a period before this one recorded. */
    static Optional<Correction> before(Handle sql, GridId grid, MatchId match, MatchingPeriod before) {
        return sql.createQuery("select entry from correction where grid = :grid and match = :match"
                        + " and period_start < :before order by period_start desc fetch first 1 row only")
                .bind("grid", grid.text())
                .bind("match", match.text())
                .bind("before", Utc.of(before))
                .mapTo(String.class)
                .findOne()
                .map(entry -> (Correction) Entry.parse(entry));
    }

    /** Those of these periods that were corrected. */
    static List<MatchId> matches(Handle sql, GridId grid, MatchingPeriod from, MatchingPeriod before) {
        return sql.createQuery("select distinct match from correction where grid = :grid"
                        + " and match_start >= :from and match_start < :before")
                .bind("grid", grid.text())
                .bind("from", Utc.of(from))
                .bind("before", Utc.of(before))
                .mapTo(String.class)
                .map(MatchId::new)
                .list();
    }

    /** The first of these periods that corrected anything. */
    static Optional<MatchingPeriod> firstOf(Handle sql, GridId grid, MatchingPeriod from, MatchingPeriod before) {
        return one(sql, "min", "period_start", grid, from, before);
    }

    /** The latest period that corrected a match of these. */
    static Optional<MatchingPeriod> lastOfMatches(Handle sql, GridId grid, MatchingPeriod from, MatchingPeriod before) {
        return one(sql, "max", "match_start", grid, from, before);
    }

    private static Optional<MatchingPeriod> one(
            Handle sql, String which, String within, GridId grid, MatchingPeriod from, MatchingPeriod before) {
        return sql.createQuery("select " + which + "(period_start) from correction where grid = :grid and " + within
                        + " >= :from and " + within + " < :before")
                .bind("grid", grid.text())
                .bind("from", Utc.of(from))
                .bind("before", Utc.of(before))
                .map((row, context) -> Utc.periodOrNone(row, 1))
                .one();
    }

    /** The periods that corrected the match, oldest first. */
    static List<MatchingPeriod> periods(Handle sql, GridId grid, MatchId match) {
        return sql.createQuery(
                        "select period_start from correction where grid = :grid and match = :match order by period_start")
                .bind("grid", grid.text())
                .bind("match", match.text())
                .map((row, context) -> Utc.period(row, 1))
                .list();
    }
}
