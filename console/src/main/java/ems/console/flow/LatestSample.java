package ems.console.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

/**
 * The 10-second sample that all powers of a snapshot stand for, so that they add up: the latest of the last minute for
 * which most prosumers have a trusted reading.
 *
 * @param start empty if no prosumer has one
 * @param net of each prosumer with a trusted reading of this sample
 * @param flows what a prosumer, and its EV, exchanged in it
 */
record LatestSample(Optional<Instant> start, Map<ProsumerId, NetEnergy> net, Map<Party, Exchange> flows) {

    static final LatestSample NONE = new LatestSample(Optional.empty(), Map.of(), Map.of());

    /** @param record of the period that the sample lies in */
    static LatestSample of(
            Instant start, Map<ProsumerId, NetEnergy> net, PeriodRecord record, ExchangesSoFar exchanges) {
        var period = record.key().period();
        Map<Party, Exchange> flows = new HashMap<>();
        for (Exchange exchange : exchanges.all()) {
            if (period.sampleStart(exchange.sample()).equals(start)) {
                var match = record.match(exchange.match()).orElseThrow();
                flows.put(match.prosumer(), exchange);
                flows.put(match.vehicle(), exchange);
            }
        }
        return new LatestSample(Optional.of(start), net, flows);
    }

    Optional<Exchange> flowOf(Party party) {
        return Optional.ofNullable(flows.get(party));
    }

    /** Empty also if the sample lies in another period than the pair. */
    Optional<Exchange> flowOf(Match match) {
        return flowOf(match.prosumer()).filter(exchange -> exchange.match().equals(match.id()));
    }
}
