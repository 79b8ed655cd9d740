package ems.processes.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was booked for a party on a day, newest first.
 *
 * @param day of UTC
 * @param sum of the whole day
 * @param notKeptBefore what periods of the day before this instant booked is in the sum, and no longer kept line by line; empty:
 *     all lines are kept
 * @param next what to give as {@code before} for the rest; empty: there is no more
 */
public record TradesView(
        String grid,
        String party,
        LocalDate day,
        boolean seesMoney,
        SumView sum,
        List<TradeView> trades,
        Optional<Instant> notKeptBefore,
        Optional<Instant> next) {}
