package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

/** Steps 5 and 6: what each pair exchanged, sample by sample, and what that costs. */
final class MeasuringAndSettling {

    private final MarketPorts ports;

    MeasuringAndSettling(MarketPorts ports) {
        this.ports = ports;
    }

    List<Entry> measure(PeriodRecord before) {
        return ExchangeMeasurement.in(before, ports.readings());
    }

    List<Entry> settle(PeriodRecord before) {
        List<Entry> booked = new ArrayList<>();
        for (Match match : before.all(Match.class)) {
            booked.addAll(MatchSettlement.match(
                    match,
                    before.exchanges(match.id()),
                    before.bid(match.vehicle()).orElseThrow().inventory()));
        }
        return booked;
    }
}
