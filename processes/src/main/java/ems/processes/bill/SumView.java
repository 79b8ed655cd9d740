package ems.processes.bill;

import java.math.BigDecimal;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.bill.BillSum;
import ems.market.quantity.Money;

/**
 * What bookings add up to: whole numbers that add up exactly, and kWh to read.
 *
 * @param paidMicropence empty, like all money, for who sees energy alone
 * @param gainedMicropence of a home: against the grid; of an EV: what it was paid less what the energy had cost
 */
public record SumView(
        int bookings,
        int corrections,
        long energyInMillijoules,
        BigDecimal energyInKilowattHours,
        long energyOutMillijoules,
        BigDecimal energyOutKilowattHours,
        Optional<Long> paidMicropence,
        Optional<Long> earnedMicropence,
        Optional<Long> gainedMicropence,
        Optional<Long> balanceMicropence) {

    static SumView of(BillSum sum, boolean money) {
        return new SumView(
                sum.bookings(),
                sum.corrections(),
                sum.millijoulesIn(),
                Rounded.kilowattHours(sum.millijoulesIn()),
                sum.millijoulesOut(),
                Rounded.kilowattHours(sum.millijoulesOut()),
                micropence(sum.paid(), money),
                micropence(sum.earned(), money),
                micropence(sum.gained(), money),
                micropence(sum.balance(), money));
    }

    static Optional<Long> micropence(Money amount, boolean shown) {
        return shown ? Optional.of(amount.micropence()) : Optional.empty();
    }
}
