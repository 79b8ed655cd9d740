package ems.ledger.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jdbi.v3.core.Jdbi;

import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerStore;
import ems.market.bill.BillSum;
import ems.market.bill.Booking;
import ems.market.bill.Bookings;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/**
 * What members bought and sold, by day. It follows the sealed blocks, each of which is counted once, and keeps its sums when the
 * blocks' entries are forgotten. A bill of a month visits at most 31 rows, however long the market has run. Thread-safe.
 */
public final class MemberBooks {

    private final Jdbi jdbi;
    private final LedgerBlocks blocks;

    public MemberBooks(LedgerStore store) {
        this.jdbi = store.jdbi();
        this.blocks = new LedgerBlocks(store);
    }

    /**
     * Counts the blocks that come next.
     *
     * @param most how many
     * @return whether there were any
     */
    public boolean follow(GridId grid, int most) {
        BilledDays.addGrid(jdbi, grid);
        long counted = jdbi.withHandle(sql -> BilledDays.height(sql, grid));
        long next = next(grid, counted);
        List<PeriodRecord> records = blocks.from(grid, next, most);
        if (records.isEmpty()) {
            return false;
        }
        Map<Party, Map<LocalDate, BilledDay>> days = new LinkedHashMap<>();
        Map<MatchingPeriod, Optional<GridPrices>> known = new HashMap<>();
        for (PeriodRecord record : records) {
            for (Booking booking :
                    Bookings.of(record, period -> known.computeIfAbsent(period, earlier -> prices(grid, earlier)))) {
                var day = BilledDay.of(booking.period(), BillSum.of(booking));
                days.computeIfAbsent(booking.party(), first -> new HashMap<>()).merge(day.day(), day, BilledDay::plus);
            }
        }
        jdbi.useTransaction(sql -> {
            if (BilledDays.advance(sql, grid, counted, next + records.size() - 1)) {
                days.forEach((party, each) -> each.values().forEach(day -> BilledDays.add(sql, grid, party, day)));
            }
        });
        return true;
    }

    private long next(GridId grid, long counted) {
        return Math.max(counted, blocks.forgottenUpTo(grid)) + 1;
    }

    /**
     * Up to which period entries may be forgotten without a booking being lost.
     *
     * @return this period, or that of the first block that is not counted yet if it is earlier
     */
    public MatchingPeriod mayForgetBefore(GridId grid, MatchingPeriod wished) {
        long counted = jdbi.withHandle(sql -> BilledDays.height(sql, grid));
        return blocks.period(grid, next(grid, counted))
                .filter(uncounted -> uncounted.isBefore(wished))
                .orElse(wished);
    }

    /** The first period whose lines are kept, if any older ones are forgotten. */
    public Optional<MatchingPeriod> firstKept(GridId grid) {
        return blocks.period(grid, blocks.forgottenUpTo(grid)).map(MatchingPeriod::next);
    }

    private Optional<GridPrices> prices(GridId grid, MatchingPeriod period) {
        return Bookings.prices(blocks.opened(new PeriodKey(grid, period)));
    }

    /** The highest block whose bookings are counted; empty: none yet. */
    public OptionalLong countedUpTo(GridId grid) {
        long height = jdbi.withHandle(sql -> BilledDays.height(sql, grid));
        return height < 0 ? OptionalLong.empty() : OptionalLong.of(height);
    }

    /** The days of a month on which something was booked, in their order. */
    public List<BilledDay> month(GridId grid, Party party, YearMonth month) {
        return jdbi.withHandle(sql -> BilledDays.between(sql, grid, party, month.atDay(1), month.atEndOfMonth()));
    }

    public Optional<BilledDay> day(GridId grid, Party party, LocalDate day) {
        return jdbi.withHandle(sql -> BilledDays.between(sql, grid, party, day, day)).stream()
                .findFirst();
    }

    /** The first day on which something was booked; empty: nothing ever was. */
    public Optional<LocalDate> firstDay(GridId grid, Party party) {
        return jdbi.withHandle(sql -> BilledDays.first(sql, grid, party)).stream()
                .findFirst();
    }

    /** What a period booked for the party, in the order of the record. */
    public List<Booking> bookings(GridId grid, Party party, MatchingPeriod period) {
        var record = blocks.booked(new PeriodKey(grid, period), party);
        return Bookings.of(record, earlier -> prices(grid, earlier)).stream()
                .filter(booking -> booking.party().equals(party))
                .toList();
    }

    public PeriodRecord record(GridId grid, MatchingPeriod period) {
        return blocks.record(new PeriodKey(grid, period));
    }
}
