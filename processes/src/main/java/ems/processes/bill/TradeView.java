package ems.processes.bill;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.bill.Booking;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.RuleReference;

/**
 * One line of the ledger, as the party sees it.
 *
 * @param match its receipt is at {@code /api/grids/GRID/receipts/MATCH}
 * @param period start of the period that matched
 * @param bookedIn start of the period that booked it; later if it corrects
 * @param with the other party
 * @param purchase whether energy goes to the party
 * @param takenBack whether it undoes a part of an earlier booking
 * @param energyMillijoules below 0 if taken back
 * @param amountMicropence above 0 the party is paid, below 0 it pays; empty for who sees energy alone
 * @param pricePencePerKilowattHour empty for who sees energy alone
 * @param anchored whether the block that booked it is published everywhere
 */
public record TradeView(
        String match,
        Instant period,
        Instant bookedIn,
        String with,
        boolean purchase,
        boolean corrects,
        boolean takenBack,
        long energyMillijoules,
        BigDecimal energyKilowattHours,
        Optional<Long> amountMicropence,
        Optional<Long> gainedMicropence,
        Optional<BigDecimal> pricePencePerKilowattHour,
        RuleView rule,
        long block,
        boolean anchored) {

    /** Where a price comes from. */
    public record RuleView(String table, int row, String sentence, String version) {

        static RuleView of(RuleReference rule) {
            return new RuleView(rule.table(), rule.row(), rule.rule(), rule.version());
        }

        static RuleView of(AgreedPrice agreed) {
            return of(agreed.rule());
        }
    }

    static TradeView of(Booking booking, boolean money, long block, boolean anchored) {
        var line = booking.line();
        long energy = booking.millijoulesIn() + booking.millijoulesOut();
        return new TradeView(
                line.match().text(),
                line.match().period().start(),
                booking.period().start(),
                line.otherThan(booking.party()).account(),
                booking.isPurchase(),
                booking.corrects(),
                booking.takenBack(),
                energy,
                Rounded.kilowattHours(energy),
                SumView.micropence(line.effectOn(booking.party()), money),
                SumView.micropence(booking.gained(), money),
                price(line.price().price(), money),
                RuleView.of(line.price()),
                block,
                anchored);
    }

    static Optional<BigDecimal> price(Price price, boolean shown) {
        return shown
                ? Optional.of(BigDecimal.valueOf(price.tenThousandthsOfPencePerKilowattHour(), Price.DECIMALS))
                : Optional.empty();
    }
}
