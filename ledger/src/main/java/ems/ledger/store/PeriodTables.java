package ems.ledger.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Deflated;
import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/** SQL of the journal: {@code period_step}. */
public final class PeriodTables {

    /** Stands where a step's name would, for a period whose steps are in the archive. */
    private static final String ARCHIVED = "archived";

    private static final String STEPS =
            "select step, case when step = any(:known) then null else body end from period_step"
                    + " where grid = :grid and period_start = :start";
    private static final String OR_ARCHIVED = " union all select '" + ARCHIVED + "', null from archive a"
            + " where a.grid = :grid and a.last_start >= :start and a.first_start = (select b.first_start from archive b"
            + " where b.grid = :grid and b.first_start <= :start"
            + " order by b.grid desc, b.first_start desc fetch first 1 row only)"
            // a minute in which the market was down has no block, and no archive holds it
            + " and exists (select 1 from block where grid = :grid and period_start = :start)";

    /** The order names the whole beginning of the key, so that the database walks to one row: a max() would visit all of the grid. */
    static final String LATEST = "select period_start from period_step where grid = :grid"
            + " order by grid desc, period_start desc fetch first 1 row only";

    private static final String FIRST_FROM = "(select period_start found_start from %s where grid = :grid"
            + " and period_start >= :start order by grid, period_start fetch first 1 row only)";

    private PeriodTables() {}

    static StoredPeriod read(Handle sql, PeriodKey key) {
        Map<Step, String> bodies = new EnumMap<>(Step.class);
        steps(sql, key, Set.of()).forEach((step, body) -> bodies.put(step, body.orElseThrow()));
        return StoredPeriod.of(key, bodies);
    }

    /**
     * What is recorded of a period; lines of steps that are known already are not parsed again.
     *
     * @param known what was recorded of it before, or nothing
     */
    static PeriodRecord read(Handle sql, PeriodRecord known) {
        Map<Step, StepRecord> steps = new EnumMap<>(Step.class);
        known.steps().forEach(step -> steps.put(step.step(), step));
        steps(sql, known.key(), Set.copyOf(steps.keySet()))
                .forEach((step, body) -> body.ifPresent(lines -> steps.put(step, StoredPeriod.step(step, lines))));
        return steps.size() == known.steps().size()
                ? known
                : new PeriodRecord(known.key(), List.copyOf(steps.values()));
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

    /**
     * The steps that are done, with the bodies of those that are not known yet: the others' are empty. One query, unless the
     * period is archived.
     *
     * @param known steps whose bodies are not needed
     */
    static SortedMap<Step, Optional<String>> steps(Handle sql, PeriodKey key, Set<Step> known) {
        SortedMap<Step, Optional<String>> steps = new TreeMap<>();
        boolean archiving = sql.getConfig(ArchiveReader.class).isArchiving();
        sql.createQuery(STEPS + (archiving ? OR_ARCHIVED : ""))
                .bindArray("known", String.class, known.stream().map(Step::name).toList())
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> Map.entry(row.getString(1), Optional.ofNullable(row.getBytes(2))))
                .list()
                .forEach(step -> {
                    if (step.getKey().equals(ARCHIVED)) {
                        ArchiveReader.steps(sql, key)
                                .forEach((archived, body) -> steps.put(
                                        archived, known.contains(archived) ? Optional.empty() : Optional.of(body)));
                    } else {
                        steps.put(Step.valueOf(step.getKey()), step.getValue().map(Deflated::text));
                    }
                });
        return steps;
    }

    /**
     * Records a step, unless something came in between. Called under the grid's lock.
     *
     * @param before what the step's work was based on
     * @return false if the period has other steps than these by now, it or a later one is sealed or is to be next, or another
     *     period has sealed the trail, or begun without knowing whether homes trade with homes: then nothing is written
     */
    static boolean insert(Handle sql, PeriodRecord before, StepRecord done) {
        var key = before.key();
        List<Entry> entries = done.entries();
        if (!TrailSeals.followLast(sql, key, entries) || comesTooLate(sql, key, entries)) {
            return false;
        }
        int inserted = sql.createUpdate("insert into period_step (grid, period_start, step, body)"
                        + " select :grid, :start, :step, :body"
                        + " where (select count(*) from period_step where grid = :grid and period_start = :start) = :steps"
                        + " and not exists (select 1 from block where grid = :grid and period_start >= :start)"
                        + " and not exists (select 1 from block_draft where grid = :grid and period_start >= :start)")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .bind("step", done.step().name())
                .bind("body", Deflated.bytes(entries.stream().map(Entry::text).collect(Collectors.joining("\n"))))
                .bind("steps", before.steps().size())
                .execute();
        if (inserted == 1) {
            VehicleStates.update(sql, key, entries);
            LatestModels.update(sql, key, entries);
            RecordedCorrections.update(sql, key, entries);
            TrailSeals.update(sql, key, entries);
        }
        return inserted == 1;
    }

    /** A later period has begun, and was not told whether homes trade with homes. */
    private static boolean comesTooLate(Handle sql, PeriodKey key, List<Entry> entries) {
        return entries.stream().anyMatch(DirectTradeSetting.class::isInstance)
                && latest(sql, key.grid()).filter(key.period()::isBefore).isPresent();
    }

    /** What the latest period before this one that is not sealed recorded of trade between homes; other lines are passed over unread. */
    static Optional<DirectTradeSetting> unsealedDirectTrade(
            Handle sql, PeriodKey before, Optional<MatchingPeriod> sealed) {
        var query = sql.createQuery("select body from period_step where grid = :grid and step in (:enrol, :collect)"
                        + " and period_start < :before" + (sealed.isPresent() ? " and period_start > :sealed" : "")
                        + " order by period_start desc, step")
                .bind("grid", before.grid().text())
                .bind("enrol", Step.ENROL.name())
                .bind("collect", Step.COLLECT_BIDS.name())
                .bind("before", Utc.of(before.period()));
        sealed.ifPresent(period -> query.bind("sealed", Utc.of(period)));
        return query.map((row, context) -> Deflated.text(row.getBytes(1))).list().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(EntryKind.DIRECT_TRADE.prefix()))
                .map(line -> (DirectTradeSetting) Entry.parse(line))
                .findFirst();
    }

    /** What periods that are not sealed recorded of members, their keys and validators. */
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
        return sql.createQuery(LATEST)
                .bind("grid", grid.text())
                .map((row, context) -> Utc.period(row, 1))
                .findOne();
    }

    /**
     * What periods recorded as they ended without settlement, newest first, as far as their steps are rows. One query, which the
     * index by step answers in its order.
     *
     * @param most how many
     * @return of each period the step that ended it, and no other
     */
    static List<PeriodRecord> abandoned(
            Handle sql, GridId grid, Optional<MatchingPeriod> from, Optional<MatchingPeriod> before, int most) {
        var query = sql.createQuery("select period_start, body from period_step where grid = :grid and step = :step"
                        + (from.isPresent() ? " and period_start >= :from" : "")
                        + (before.isPresent() ? " and period_start < :before" : "")
                        + " order by grid desc, step desc, period_start desc fetch first " + most + " rows only")
                .bind("grid", grid.text())
                .bind("step", Step.ABANDON.name());
        from.ifPresent(period -> query.bind("from", Utc.of(period)));
        before.ifPresent(period -> query.bind("before", Utc.of(period)));
        return query.map((row, context) -> new PeriodRecord(
                        new PeriodKey(grid, Utc.period(row, 1)),
                        List.of(StoredPeriod.step(Step.ABANDON, Deflated.text(row.getBytes(2))))))
                .list();
    }

    /** The first period at or after this one that recorded a step, archived ones among them. */
    static Optional<PeriodKey> firstFrom(Handle sql, PeriodKey key) {
        return sql.createQuery("select min(found_start) from (" + FIRST_FROM.formatted("period_step") + " union all "
                        + FIRST_FROM.formatted("block") + ") found")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> Utc.periodOrNone(row, 1))
                .one()
                .map(period -> new PeriodKey(key.grid(), period));
    }

    /** Of periods up to this one. */
    public static void delete(Handle sql, PeriodKey upTo) {
        sql.createUpdate("delete from period_step where grid = :grid and period_start <= :last")
                .bind("grid", upTo.grid().text())
                .bind("last", Utc.of(upTo.period()))
                .execute();
    }

    /** The steps that an archive holds. */
    static void deleteArchived(Handle sql, GridId grid, MatchingPeriod first, MatchingPeriod last) {
        sql.createUpdate("delete from period_step where grid = :grid and period_start >= :first"
                        + " and period_start <= :last and step <> :kept")
                .bind("grid", grid.text())
                .bind("first", Utc.of(first))
                .bind("last", Utc.of(last))
                .bind("kept", Step.ENROL.name())
                .execute();
    }

    /** The oldest one that is recorded and not sealed. */
    static Optional<MatchingPeriod> oldestUnsealed(Handle sql, GridId grid, Optional<MatchingPeriod> sealed) {
        var query = sql.createQuery("select min(period_start) from period_step where grid = :grid"
                        + (sealed.isPresent() ? " and period_start > :sealed" : ""))
                .bind("grid", grid.text());
        sealed.ifPresent(period -> query.bind("sealed", Utc.of(period)));
        return query.map((row, context) -> Utc.periodOrNone(row, 1)).one();
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
