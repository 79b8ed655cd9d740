package ems.processes.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bill of one party for one month, UTC: a line a day, and their sum.
 *
 * @param month such as 2026-06
 * @param clock the grid's
 * @param seesMoney false: who asks sees energy alone
 * @param firstDay the first day of all on which something was booked; empty: nothing ever was
 * @param blocks of the grid that are counted, from the first one on
 * @param waitingBlocks sealed, and not counted yet
 * @param anchoredBlocks published everywhere
 */
public record BillView(
        String grid,
        String party,
        String month,
        Instant clock,
        boolean seesMoney,
        Optional<LocalDate> firstDay,
        long blocks,
        long waitingBlocks,
        long anchoredBlocks,
        List<DayLine> days,
        SumView total,
        Optional<CarView> car) {

    /** What was booked on one day. */
    public record DayLine(LocalDate day, SumView sum) {}

    /**
     * What an EV holds by the books.
     *
     * @param valueMicropence what it cost; empty for who sees energy alone
     * @param averageCostTenThousandths in 1e-4 p/kWh; empty without energy, or for who sees energy alone
     * @param floorMillijoules below it nothing is released, by the latest bid; empty without a bid
     * @param ceilingMillijoules above it nothing is stored
     * @param bidIn start of the period of the latest bid
     */
    public record CarView(
            long chargeMillijoules,
            Optional<Long> valueMicropence,
            Optional<Long> averageCostTenThousandths,
            OptionalLong floorMillijoules,
            OptionalLong ceilingMillijoules,
            Optional<Instant> bidIn) {}
}
