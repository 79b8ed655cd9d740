package ems.console.page;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

import ems.console.books.EndedPeriods;
import ems.console.books.EndedSoFar;
import ems.console.course.InstanceStanding;
import ems.console.course.RunningPeriod;
import ems.console.course.UnfinishedPeriod;
import ems.console.course.UnfinishedPeriods;
import ems.console.flow.MatchNow;
import ems.console.flow.MeasuredNow;
import ems.market.ledger.PeriodJournal;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.MembersByPeriod;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.MatchExplanations;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.Readings;

/**
 * Reads what a snapshot of one grid needs. Each kind is asked for once for all members, and what cannot change is not read
 * or worked out again at the next snapshot. Thread-safe.
 */
public final class WatchedGrid {

    private static final Logger LOG = System.getLogger("ems.page");
    /** The current period, the one before it, and one that stands still. */
    private static final int RECORDS = 3;
    /** As many stuck periods as a person repairs in one go. */
    static final int STOPPED_SHOWN = 10;

    private final GridId grid;
    private final MembersByPeriod members;
    private final PeriodJournal journal;
    private final Readings readings;
    private final EndedPeriods ended;
    private final Map<PeriodKey, PeriodRecord> records = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeriodKey, PeriodRecord> eldest) {
            return size() > RECORDS;
        }
    };
    private @Nullable Pairs pairs;
    private volatile Map<MatchingPeriod, Unfinished> unfinished = Map.of();

    /** The pairs of a record. */
    private record Pairs(PeriodKey key, int steps, Map<MatchId, MatchNow> rows) {

        boolean areOf(PeriodRecord record) {
            return key.equals(record.key()) && steps == record.steps().size();
        }
    }

    /** An unfinished period as it was when the engine said so of its instance. */
    private record Unfinished(InstanceStanding instance, UnfinishedPeriod period) {}

    public WatchedGrid(
            GridId grid, MembersByPeriod members, PeriodJournal journal, Readings readings, EndedPeriods ended) {
        this.grid = grid;
        this.members = members;
        this.journal = journal;
        this.readings = readings;
        this.ended = ended;
    }

    /** The record of a period. As long as no step is added it is the same one, so that its indexes are built once. */
    public PeriodRecord record(MatchingPeriod period) {
        var key = new PeriodKey(grid, period);
        synchronized (records) {
            var known = records.get(key);
            if (known != null && known.isClosed()) {
                return known;
            }
        }
        var read = journal.read(key);
        synchronized (records) {
            return records.merge(
                    key,
                    read,
                    (known, now) -> known.steps().size() >= now.steps().size() ? known : now);
        }
    }

    /** @param running periods whose process instance is there */
    public EndedSoFar endedBefore(MatchingPeriod current, Set<MatchingPeriod> running) {
        return ended.before(current, running);
    }

    /**
     * The earlier periods that have not ended. The record of one that stands still is read again once the engine says
     * something else of it; while its task is being retried, the stages may lag behind.
     *
     * @param instances of earlier periods, oldest first
     */
    public UnfinishedPeriods unfinished(SortedMap<MatchingPeriod, InstanceStanding> instances, Instant clock) {
        var known = unfinished;
        Map<MatchingPeriod, Unfinished> now = new LinkedHashMap<>();
        int stopped = 0;
        for (var each : instances.entrySet()) {
            var instance = each.getValue();
            stopped += instance.isStopped() ? 1 : 0;
            if (!instance.isStopped() || stopped <= STOPPED_SHOWN) {
                var before = known.get(each.getKey());
                var same = before != null
                        && instance.isStopped()
                        && before.instance().equals(instance);
                now.put(each.getKey(), same ? before : unfinished(each.getKey(), instance, clock));
            }
        }
        unfinished = now;
        return new UnfinishedPeriods(
                now.values().stream().map(Unfinished::period).toList(), Math.max(0, stopped - STOPPED_SHOWN));
    }

    private Unfinished unfinished(MatchingPeriod period, InstanceStanding instance, Instant clock) {
        return new Unfinished(instance, UnfinishedPeriod.of(new RunningPeriod(earlier(period), instance), clock));
    }

    /** The record of an earlier period; blank if it is damaged, so that the page still shows all others. */
    private PeriodRecord earlier(MatchingPeriod period) {
        try {
            return record(period);
        } catch (IllegalArgumentException | IllegalStateException damaged) {
            var key = new PeriodKey(grid, period);
            LOG.log(Level.WARNING, "the record of " + key + " is damaged", damaged);
            return PeriodRecord.blank(key);
        }
    }

    public Map<VehicleId, EnergyInventory> inventories(List<VehicleId> vehicles) {
        return journal.inventories(grid, vehicles);
    }

    /** @param current record of the period that contains the clock */
    public MeasuredNow measured(Instant clock, PeriodRecord current) {
        return MeasuredNow.of(members.in(current.key().period()), readings, clock, current, this::earlier);
    }

    /** The period's pairs with their prices and reasons, before anything flows. */
    public Map<MatchId, MatchNow> pairs(PeriodRecord current, GridPrices prices) {
        synchronized (records) {
            if (pairs != null && pairs.areOf(current)) {
                return pairs.rows();
            }
        }
        var whys =
                MatchExplanations.of(current, members.in(current.key().period()).partners());
        Map<MatchId, MatchNow> rows = new HashMap<>();
        for (Match match : current.all(Match.class)) {
            rows.put(match.id(), MatchNow.of(match, current, prices, Optional.ofNullable(whys.get(match.id()))));
        }
        synchronized (records) {
            pairs = new Pairs(current.key(), current.steps().size(), rows);
        }
        return rows;
    }
}
