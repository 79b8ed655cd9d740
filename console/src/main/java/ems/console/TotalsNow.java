package ems.console;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the market did since the start of the day.
 *
 * @param day UTC
 * @param periods settled ones
 * @param prosumersSavedGbp against trading everything with the grid
 * @param vehiclesEarnedGbp what EVs were paid minus the cost of the energy they sold
 * @param mismatchMillijoules energy by which exchanges, settlement and inventories disagree: 0, or something is wrong
 * @param mismatchMicropence the same for money, in 1e-6 p
 */
public record TotalsNow(
        LocalDate day,
        int periods,
        BigDecimal storedKwh,
        BigDecimal releasedKwh,
        BigDecimal prosumersSavedGbp,
        BigDecimal vehiclesEarnedGbp,
        long mismatchMillijoules,
        long mismatchMicropence) {

    static TotalsNow of(LocalDate day, int periods, PeriodBooks books) {
        return new TotalsNow(
                day,
                periods,
                Rounded.kilowattHours(books.stored()),
                Rounded.kilowattHours(books.released()),
                Rounded.pounds(books.prosumersSaved()),
                Rounded.pounds(books.vehiclesEarned()),
                books.mismatchMillijoules(),
                books.mismatchMicropence());
    }
}
