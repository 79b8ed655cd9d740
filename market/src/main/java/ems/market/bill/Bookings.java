package ems.market.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.BookedLine;
import ems.market.record.CorrectionLine;
import ems.market.record.DirectLine;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;

/** Reads from a period's record what it booked, each line once for each of its two parties. */
public final class Bookings {

    private Bookings() {}

    /**
     * @param pricesOf the grid's prices in an earlier period, that this one corrects; empty: nobody knows them any more
     * @return in the order of the record: corrections of earlier periods first
     */
    public static List<Booking> of(PeriodRecord record, Function<MatchingPeriod, Optional<GridPrices>> pricesOf) {
        List<Booking> bookings = new ArrayList<>();
        var period = record.key().period();
        var now = prices(record);
        for (CorrectionLine correction : record.all(CorrectionLine.class)) {
            var line = correction.line();
            var then = pricesOf.apply(line.match().period()).or(() -> now);
            then.ifPresent(
                    prices -> add(bookings, period, true, correction.takenBack(), line, line.prosumer(), prices));
        }
        now.ifPresent(prices -> {
            record.all(SettlementLine.class)
                    .forEach(line -> add(bookings, period, false, false, line, line.prosumer(), prices));
            record.all(DirectLine.class)
                    .forEach(line -> add(bookings, period, false, false, line, line.seller(), prices));
        });
        return bookings;
    }

    /** The grid's prices in the period; empty if it was never opened. */
    public static Optional<GridPrices> prices(PeriodRecord record) {
        return record.first(PeriodOpened.class).map(PeriodOpened::prices);
    }

    private static void add(
            List<Booking> bookings,
            MatchingPeriod period,
            boolean corrects,
            boolean takenBack,
            BookedLine line,
            Party first,
            GridPrices prices) {
        for (Party party : List.of(first, line.otherThan(first))) {
            bookings.add(new Booking(period, party, corrects, takenBack, line, prices));
        }
    }
}
