package ems.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.period.MeasuringAnExchange;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.telemetry.Readings;

/** What a period's pairs exchanged up to now: as recorded, or else measured just as the settlement will do it. */
final class ExchangesSoFar {

    private ExchangesSoFar() {}

    static List<Exchange> of(PeriodRecord record, Readings readings, Instant clock) {
        if (record.has(Step.MEASURE_EXCHANGE)) {
            return record.all(Exchange.class);
        }
        var period = record.key().period();
        List<Exchange> exchanges = new ArrayList<>();
        for (Match match : record.all(Match.class)) {
            bidOf(match.vehicle(), record)
                    .map(bid -> MeasuringAnExchange.of(match, bid, period, readings))
                    .orElse(List.of())
                    .stream()
                    .filter(exchange -> !period.sampleStart(exchange.sample()).isAfter(clock))
                    .forEach(exchanges::add);
        }
        return exchanges;
    }

    static Optional<VehicleBid> bidOf(VehicleId vehicle, PeriodRecord record) {
        return record.all(VehicleBid.class).stream()
                .filter(bid -> bid.vehicle().equals(vehicle))
                .findFirst();
    }
}
