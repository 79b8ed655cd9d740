package ems.processes.bill;

import java.math.BigDecimal;
import java.util.Optional;

import ems.market.text.CsvCell;

/** Bills and trades as tables for a spreadsheet: money in pence with six decimals, which is exact; energy in mJ, too, for the same reason. */
final class BillCsv {

    private static final String SUM =
            "bookings,corrections,energy_in_kwh,energy_in_mj,energy_out_kwh,energy_out_mj,paid_p,earned_p,"
                    + "gained_p,balance_p\n";
    private static final int MICRO = 6;

    private BillCsv() {}

    /** A line a day, then the total. A bill that is not counted to the end says so where the total is named. */
    static String of(BillView bill) {
        var table = new StringBuilder("day,").append(SUM);
        bill.days().forEach(day -> table.append(day.day()).append(',').append(sum(day.sum())));
        return table.append(CsvCell.written(total(bill)))
                .append(',')
                .append(sum(bill.total()))
                .toString();
    }

    private static String total(BillView bill) {
        return bill.waitingBlocks() == 0
                ? "total"
                : "not the whole bill: total of the blocks counted so far; not counted yet: " + bill.waitingBlocks();
    }

    private static String sum(SumView sum) {
        return CsvCell.line(
                Integer.toString(sum.bookings()),
                Integer.toString(sum.corrections()),
                sum.energyInKilowattHours().toPlainString(),
                Long.toString(sum.energyInMillijoules()),
                sum.energyOutKilowattHours().toPlainString(),
                Long.toString(sum.energyOutMillijoules()),
                pence(sum.paidMicropence()),
                pence(sum.earnedMicropence()),
                pence(sum.gainedMicropence()),
                pence(sum.balanceMicropence()));
    }

    /** A line a booking, newest first, then from when on back nothing is kept line by line. */
    static String of(TradesView day) {
        var table = new StringBuilder(
                "booked_in,period,match,with,direction,corrects,taken_back,energy_kwh,energy_mj,price_p_per_kwh,amount_p,"
                        + "gained_p,table,row,rule,version,block\n");
        day.trades()
                .forEach(trade -> table.append(CsvCell.line(
                        trade.bookedIn().toString(),
                        trade.period().toString(),
                        trade.match(),
                        trade.with(),
                        trade.purchase() ? "in" : "out",
                        trade.corrects() ? "yes" : "no",
                        trade.takenBack() ? "yes" : "no",
                        trade.energyKilowattHours().toPlainString(),
                        Long.toString(trade.energyMillijoules()),
                        trade.pricePencePerKilowattHour()
                                .map(BigDecimal::toPlainString)
                                .orElse(""),
                        pence(trade.amountMicropence()),
                        pence(trade.gainedMicropence()),
                        trade.rule().table(),
                        Integer.toString(trade.rule().row()),
                        trade.rule().sentence(),
                        trade.rule().version(),
                        Long.toString(trade.block()))));
        day.notKeptBefore()
                .ifPresent(instant -> table.append(CsvCell.line("what was booked before " + instant
                        + " is no longer kept line by line; the bill holds it in its sum")));
        return table.toString();
    }

    private static String pence(Optional<Long> micropence) {
        return micropence
                .map(amount -> BigDecimal.valueOf(amount, MICRO).toPlainString())
                .orElse("");
    }
}
