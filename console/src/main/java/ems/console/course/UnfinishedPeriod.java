package ems.console.course;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;

/**
 * An earlier period that has not ended, without its record.
 *
 * @param rules version that it was opened under
 */
public record UnfinishedPeriod(MatchingPeriod period, PeriodNow row, Optional<String> rules) {

    public static UnfinishedPeriod of(RunningPeriod running, Instant clock) {
        var record = running.record();
        return new UnfinishedPeriod(
                record.key().period(),
                PeriodNow.of(running, clock),
                record.first(PeriodOpened.class).map(PeriodOpened::rules));
    }
}
