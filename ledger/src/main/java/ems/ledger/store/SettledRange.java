package ems.ledger.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.sql.Utc;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;

/** Many periods of a grid one after the other, for whoever goes over them again; the archive's among them. Thread-safe. */
public final class SettledRange {

    /** Archived periods keep their blocks. The order names the whole beginning of the key: the database walks to one row. */
    private static final String LATEST = "select period_start from block where grid = :grid and period_start < :before"
            + " order by grid desc, period_start desc fetch first 1 row only";

    private final Jdbi jdbi;
    private final GridId grid;

    public SettledRange(LedgerStore store, GridId grid) {
        this.jdbi = store.jdbi();
        this.grid = grid;
    }

    /** What these periods recorded, in one transaction; minutes in which nothing was recorded are left out. */
    public List<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before) {
        return jdbi.inTransaction(sql -> {
            List<PeriodRecord> records = new ArrayList<>();
            for (var period = from; period.isBefore(before); period = period.next()) {
                var key = new PeriodKey(grid, period);
                var stored = PeriodTables.read(sql, key);
                if (!stored.bodies().isEmpty()) {
                    records.add(new PeriodRecord(key, stored.steps()));
                }
            }
            return records;
        });
    }

    /** The latest sealed period before this one. */
    public Optional<MatchingPeriod> latest(MatchingPeriod before) {
        return jdbi.withHandle(sql -> sql.createQuery(LATEST)
                .bind("grid", grid.text())
                .bind("before", Utc.of(before))
                .map((row, context) -> Utc.period(row, 1))
                .findOne());
    }

    /** The latest correction of a match by a period before this one. */
    public Optional<Correction> correction(MatchId match, MatchingPeriod before) {
        return jdbi.withHandle(sql -> RecordedCorrections.before(sql, grid, match, before));
    }

    /** Matches of these periods that later periods corrected. */
    public Set<MatchId> corrected(MatchingPeriod from, MatchingPeriod before) {
        return jdbi.withHandle(sql -> new HashSet<>(RecordedCorrections.matches(sql, grid, from, before)));
    }

    /** The first of these periods that corrected a match of an earlier one. */
    public Optional<MatchingPeriod> correcting(MatchingPeriod from, MatchingPeriod before) {
        return jdbi.withHandle(sql -> RecordedCorrections.firstOf(sql, grid, from, before));
    }

    /** The latest period that corrected a match of these; it may lie behind them. */
    public Optional<MatchingPeriod> lastCorrected(MatchingPeriod from, MatchingPeriod before) {
        return jdbi.withHandle(sql -> RecordedCorrections.lastOfMatches(sql, grid, from, before));
    }

    /** What holds for a whole period, without the rest that it recorded; empty if it never opened. */
    public Optional<PeriodOpened> opened(MatchingPeriod period) {
        var others = EnumSet.complementOf(EnumSet.of(Step.COLLECT_BIDS));
        return jdbi.withHandle(sql -> PeriodTables.steps(sql, new PeriodKey(grid, period), others)).values().stream()
                .flatMap(Optional::stream)
                .flatMap(String::lines)
                .filter(line -> line.startsWith(EntryKind.PERIOD_OPENED.prefix()))
                .map(line -> (PeriodOpened) Entry.parse(line))
                .findFirst();
    }

    /** What changed the registry up to and with this period, oldest first. */
    public List<Entry> registrations(MatchingPeriod upTo) {
        return jdbi.withHandle(sql -> registrations(sql, upTo));
    }

    private List<Entry> registrations(Handle sql, MatchingPeriod upTo) {
        return Entry.parseAll(PeriodTables.enrolments(sql, new PeriodKey(grid, upTo)));
    }
}
