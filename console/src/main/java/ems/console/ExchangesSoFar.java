package ems.console;

import java.time.Instant;
import java.util.List;

import ems.market.period.MeasuringAnExchange;
import ems.market.record.Exchange;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.telemetry.Readings;

/** What a period's pairs exchanged up to now: as recorded, or else measured just as the settlement will do it. */
final class ExchangesSoFar {

    private ExchangesSoFar() {}

    static List<Exchange> of(PeriodRecord record, Readings readings, Instant clock) {
        if (record.has(Step.MEASURE_EXCHANGE)) {
            return record.all(Exchange.class);
        }
        var period = record.key().period();
        return MeasuringAnExchange.in(record, readings).stream()
                .filter(exchange -> !period.sampleStart(exchange.sample()).isAfter(clock))
                .toList();
    }
}
