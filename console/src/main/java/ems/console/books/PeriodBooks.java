package ems.console.books;

import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.DirectLine;
import ems.market.record.Flow;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.Step;

/**
 * Energy and money of one settled period, or a sum of several.
 *
 * @param direct from home to home
 * @param paidToProsumers for the energy that they sold to EVs
 * @param paidToVehicles for the energy that they sold to prosumers
 * @param gridCostSaved what homes and EVs together pay the grid less
 * @param prosumersSaved against trading the same energy with the grid
 * @param vehiclesEarned what EVs were paid minus the cost of the energy they sold
 * @param mismatchMillijoules see {@link Closure}
 * @param mismatchMicropence see {@link Closure}
 */
public record PeriodBooks(
        Energy stored,
        Energy released,
        Energy direct,
        Money paidToProsumers,
        Money paidToVehicles,
        Money gridCostSaved,
        Money prosumersSaved,
        Money vehiclesEarned,
        long mismatchMillijoules,
        long mismatchMicropence) {

    static final PeriodBooks NOTHING = new PeriodBooks(
            Energy.ZERO, Energy.ZERO, Energy.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, 0);

    /** A period without settlement booked nothing. */
    static PeriodBooks of(PeriodRecord record) {
        var opened = record.first(PeriodOpened.class);
        if (opened.isEmpty() || !record.has(Step.SETTLE)) {
            return NOTHING;
        }
        var books = NOTHING;
        for (SettlementLine line : record.all(SettlementLine.class)) {
            books = books.plus(of(line, opened.get().prices()));
        }
        for (DirectLine line : record.all(DirectLine.class)) {
            books = books.plus(of(line, opened.get().prices()));
        }
        var closure = Closure.of(record);
        return books.plus(new PeriodBooks(
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                closure.millijoules(),
                closure.micropence()));
    }

    private static PeriodBooks of(DirectLine line, GridPrices grid) {
        return new PeriodBooks(
                Energy.ZERO,
                Energy.ZERO,
                line.energy(),
                Money.ZERO,
                Money.ZERO,
                line.gridCostSaved(grid),
                line.gainOf(line.seller(), grid).plus(line.gainOf(line.buyer(), grid)),
                Money.ZERO,
                0,
                0);
    }

    private static PeriodBooks of(SettlementLine line, GridPrices grid) {
        boolean stored = line.flow() == Flow.STORED;
        return new PeriodBooks(
                stored ? line.energy() : Energy.ZERO,
                stored ? Energy.ZERO : line.energy(),
                Energy.ZERO,
                stored ? line.effectOn(line.prosumer()) : Money.ZERO,
                stored ? Money.ZERO : line.effectOn(line.vehicle()),
                line.gridCostSaved(grid),
                line.benefitOfProsumer(grid),
                line.profitOfVehicle(),
                0,
                0);
    }

    PeriodBooks plus(PeriodBooks other) {
        return new PeriodBooks(
                stored.plus(other.stored),
                released.plus(other.released),
                direct.plus(other.direct),
                paidToProsumers.plus(other.paidToProsumers),
                paidToVehicles.plus(other.paidToVehicles),
                gridCostSaved.plus(other.gridCostSaved),
                prosumersSaved.plus(other.prosumersSaved),
                vehiclesEarned.plus(other.vehiclesEarned),
                Math.addExact(mismatchMillijoules, other.mismatchMillijoules),
                Math.addExact(mismatchMicropence, other.mismatchMicropence));
    }
}
