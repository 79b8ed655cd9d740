package ems.console.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.period.ExchangeMeasurement;
import ems.market.quantity.Energy;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.telemetry.Readings;

/** What a period's pairs have exchanged up to now: as recorded, or else measured just as the settlement will do it. */
final class ExchangesSoFar {

    private final List<Exchange> exchanges;
    private final Map<MatchId, Energy> stored = new HashMap<>();
    private final Map<MatchId, Energy> released = new HashMap<>();

    private ExchangesSoFar(List<Exchange> exchanges) {
        this.exchanges = exchanges;
        for (Exchange exchange : exchanges) {
            (exchange.flow() == Flow.STORED ? stored : released)
                    .merge(exchange.match(), exchange.energy(), Energy::plus);
        }
    }

    static ExchangesSoFar of(PeriodRecord record, Readings readings, Instant clock) {
        if (record.has(Step.MEASURE_EXCHANGE)) {
            return new ExchangesSoFar(record.all(Exchange.class));
        }
        var period = record.key().period();
        return new ExchangesSoFar(Entry.all(Exchange.class, ExchangeMeasurement.in(record, readings)).stream()
                .filter(exchange -> !period.sampleStart(exchange.sample()).isAfter(clock))
                .toList());
    }

    List<Exchange> all() {
        return exchanges;
    }

    /** From the prosumer into the EV. */
    Energy stored(MatchId match) {
        return stored.getOrDefault(match, Energy.ZERO);
    }

    /** From the EV to the prosumer. */
    Energy released(MatchId match) {
        return released.getOrDefault(match, Energy.ZERO);
    }
}
