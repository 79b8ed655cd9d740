package ems.console.page;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.console.books.EndedPeriods;
import ems.console.books.EndedSoFar;
import ems.console.flow.MatchNow;
import ems.console.flow.MeasuredNow;
import ems.market.ledger.PeriodJournal;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.MatchExplanations;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.Readings;

/**
 * Reads what a snapshot of one grid needs. Each kind is asked for once for all members, and what cannot change is not read
 * or worked out again at the next snapshot. Thread-safe.
 */
public final class WatchedGrid {

    /** The current period, the one before it, and one that is stuck. */
    private static final int RECORDS = 3;

    private final GridId grid;
    private final GridMembers members;
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

    /** The pairs of a record, in its order. */
    private record Pairs(PeriodKey key, int steps, List<MatchNow> rows) {

        boolean areOf(PeriodRecord record) {
            return key.equals(record.key()) && steps == record.steps().size();
        }
    }

    public WatchedGrid(GridId grid, GridMembers members, PeriodJournal journal, Readings readings, EndedPeriods ended) {
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

    public EndedSoFar endedBefore(MatchingPeriod current) {
        return ended.before(current);
    }

    public Map<VehicleId, EnergyInventory> inventories() {
        return journal.inventories(
                grid, members.vehicles().stream().map(ElectricVehicle::id).toList());
    }

    /** @param current record of the period that contains the clock */
    public MeasuredNow measured(Instant clock, PeriodRecord current) {
        return MeasuredNow.of(members, readings, clock, current, this::record);
    }

    /** The period's pairs with their prices and reasons, before anything flows. */
    public List<MatchNow> pairs(PeriodRecord current, GridPrices prices) {
        synchronized (records) {
            if (pairs != null && pairs.areOf(current)) {
                return pairs.rows();
            }
        }
        var whys = MatchExplanations.of(current, members.partners());
        var rows = current.all(Match.class).stream()
                .map(match -> MatchNow.of(match, current, prices, Optional.ofNullable(whys.get(match))))
                .toList();
        synchronized (records) {
            pairs = new Pairs(current.key(), current.steps().size(), rows);
        }
        return rows;
    }
}
