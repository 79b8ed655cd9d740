package ems.console.books;

import java.math.BigDecimal;
import java.time.LocalDate;

import ems.console.decision.Rounded;
import ems.market.quantity.Energy;

/**
 * What the market did since the start of the day.
 *
 * @param day UTC
 * @param periods settled ones
 * @param unread periods that are not added up yet, after a restart: the totals are those of the others
 * @param unreadable periods whose record is damaged: the totals are those of the others
 * @param directKwh from home to home
 * @param broughtKwh what EVs released more than they stored, each by itself: it was not stored here today
 * @param gridCostSavedGbp what homes and EVs together pay the grid less: what it asks less what it pays, for what was stored or went from
 *     home to home
 * @param prosumersSavedGbp against trading the same energy with the grid
 * @param vehiclesEarnedGbp what EVs were paid minus the cost of the energy they sold
 * @param mismatchMillijoules energy by which exchanges, settlement and inventories disagree: 0, or something is wrong
 * @param mismatchMicropence the same for money, in 1e-6 p
 */
public record TotalsNow(
        LocalDate day,
        int periods,
        int unread,
        int unreadable,
        BigDecimal storedKwh,
        BigDecimal releasedKwh,
        BigDecimal directKwh,
        BigDecimal broughtKwh,
        BigDecimal gridCostSavedGbp,
        BigDecimal prosumersSavedGbp,
        BigDecimal vehiclesEarnedGbp,
        long mismatchMillijoules,
        long mismatchMicropence) {

    static TotalsNow of(LocalDate day, int periods, int unread, int unreadable, PeriodBooks books, Energy brought) {
        return new TotalsNow(
                day,
                periods,
                unread,
                unreadable,
                Rounded.kilowattHours(books.stored()),
                Rounded.kilowattHours(books.released()),
                Rounded.kilowattHours(books.direct()),
                Rounded.kilowattHours(brought),
                Rounded.pounds(books.gridCostSaved()),
                Rounded.pounds(books.prosumersSaved()),
                Rounded.pounds(books.vehiclesEarned()),
                books.mismatchMillijoules(),
                books.mismatchMicropence());
    }
}
