package ems.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.Step;

/** SQL of the journal: {@code period_step}. */
public final class PeriodTables {

    private PeriodTables() {}

    static StoredPeriod read(Handle sql, PeriodKey key) {
        Map<Step, String> bodies = new EnumMap<>(Step.class);
        sql.createQuery("select step, body from period_step where grid = :grid and period_start = :start")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> Map.entry(Step.valueOf(row.getString(1)), Deflated.text(row.getBytes(2))))
                .forEach(step -> bodies.put(step.getKey(), step.getValue()));
        return StoredPeriod.of(key, bodies);
    }

    /** Lines of the steps that change the registry, of all periods up to this one in their order. */
    static List<String> enrolments(Handle sql, PeriodKey upTo) {
        return sql
                .createQuery("select body from period_step where grid = :grid and period_start <= :last"
                        + " and step = :step order by period_start")
                .bind("grid", upTo.grid().text())
                .bind("last", Utc.of(upTo.period()))
                .bind("step", Step.ENROL.name())
                .map((row, context) -> Deflated.text(row.getBytes(1)))
                .list()
                .stream()
                .flatMap(String::lines)
                .toList();
    }

    /** Which steps are done, without what they recorded. */
    static Set<Step> steps(Handle sql, PeriodKey key) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        sql.createQuery("select step from period_step where grid = :grid and period_start = :start")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .mapTo(String.class)
                .forEach(step -> steps.add(Step.valueOf(step)));
        return steps;
    }

    static void insert(Handle sql, PeriodKey key, Step step, List<Entry> entries) {
        sql.createUpdate(
                        "insert into period_step (grid, period_start, step, body) values (:grid, :start, :step, :body)")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .bind("step", step.name())
                .bind("body", Deflated.bytes(entries.stream().map(Entry::text).collect(Collectors.joining("\n"))))
                .execute();
        VehicleStates.update(sql, key, entries);
        LatestModels.update(sql, key, entries);
    }

    /** What periods that are not sealed recorded of members and their keys. */
    static List<Entry> enrolments(Handle sql, GridId grid, Optional<MatchingPeriod> sealed, MatchingPeriod before) {
        var query = sql.createQuery("select body from period_step where grid = :grid and step = :step"
                        + " and period_start < :before" + (sealed.isPresent() ? " and period_start > :sealed" : ""))
                .bind("grid", grid.text())
                .bind("step", Step.ENROL.name())
                .bind("before", Utc.of(before));
        sealed.ifPresent(period -> query.bind("sealed", Utc.of(period)));
        return query.map((row, context) -> Deflated.text(row.getBytes(1))).list().stream()
                .flatMap(body -> Entry.parseAll(StoredPeriod.lines(body)).stream())
                .toList();
    }

    static Optional<MatchingPeriod> latest(Handle sql, GridId grid) {
        return sql.createQuery("select max(period_start) from period_step where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> Optional.ofNullable(row.getObject(1)).map(any -> period(row)))
                .one();
    }

    private static MatchingPeriod period(ResultSet row) {
        try {
            return Utc.period(row, 1);
        } catch (SQLException e) {
            throw new IllegalStateException("a period's start cannot be read", e);
        }
    }

    /** Of periods up to this one. */
    public static void delete(Handle sql, PeriodKey upTo) {
        sql.createUpdate("delete from period_step where grid = :grid and period_start <= :last")
                .bind("grid", upTo.grid().text())
                .bind("last", Utc.of(upTo.period()))
                .execute();
    }

    /** Recorded and not sealed, oldest first. */
    static List<PeriodKey> unsealed(Handle sql, GridId grid, Optional<MatchingPeriod> sealed, MatchingPeriod before) {
        var query = sql.createQuery("select distinct period_start from period_step where grid = :grid"
                        + " and period_start < :before" + (sealed.isPresent() ? " and period_start > :sealed" : "")
                        + " order by period_start")
                .bind("grid", grid.text())
                .bind("before", Utc.of(before));
        sealed.ifPresent(period -> query.bind("sealed", Utc.of(period)));
        return query.map((row, context) -> new PeriodKey(grid, Utc.period(row, 1)))
                .list();
    }
}
