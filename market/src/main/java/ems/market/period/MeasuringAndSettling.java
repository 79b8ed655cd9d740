package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ems.market.direct.DirectMeasurement;
import ems.market.direct.DirectSettlement;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

import static java.util.Objects.requireNonNull;

/** Steps 5 and 6: what each pair exchanged, sample by sample, and what that costs. */
final class MeasuringAndSettling {

    private final MarketPorts ports;
    private final SettlingPrivately privately;

    MeasuringAndSettling(MarketPorts ports) {
        this.ports = ports;
        this.privately = new SettlingPrivately(ports);
    }

    List<Entry> measure(PeriodRecord before) {
        var homes = ports.ledger().privateHomes(before.key().grid());
        Map<Boolean, List<Match>> matches = before.all(Match.class).stream()
                .collect(Collectors.partitioningBy(match -> homes.contains(match.prosumer())));
        List<Entry> measured = ExchangeMeasurement.in(before, requireNonNull(matches.get(false)), ports.readings());
        measured.addAll(privately.measure(before, requireNonNull(matches.get(true))));
        measured.addAll(DirectMeasurement.in(before, ports.readings()));
        return measured;
    }

    List<Entry> settle(PeriodRecord before) {
        List<Entry> booked = new ArrayList<>();
        for (Match match : before.all(Match.class)) {
            booked.addAll(MatchSettlement.match(
                    match,
                    before.exchanges(match.id()),
                    before.bid(match.vehicle()).orElseThrow().inventory()));
        }
        for (DirectMatch match : before.all(DirectMatch.class)) {
            DirectSettlement.of(match, before.directExchanges(match.id())).ifPresent(booked::add);
        }
        return booked;
    }
}
