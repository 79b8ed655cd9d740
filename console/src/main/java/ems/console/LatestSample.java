package ems.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
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
 * @param flows what the matched pairs exchanged in it
 */
record LatestSample(Optional<Instant> start, Map<ProsumerId, NetEnergy> net, List<Flowing> flows) {

    /** A pair's exchange in this sample. */
    record Flowing(ProsumerId prosumer, VehicleId vehicle, Exchange exchange) {}

    static LatestSample of(MarketSources sources) {
        Instant latest = startOfSample(sources.clock());
        Optional<Instant> best = Optional.empty();
        Map<ProsumerId, NetEnergy> net = Map.of();
        for (int back = 0; back < MatchingPeriod.SAMPLES; back++) {
            Instant start = latest.minusSeconds(back * MatchingPeriod.SAMPLE.toSeconds());
            var known = known(sources, start);
            if (known.size() > net.size()) {
                best = Optional.of(start);
                net = known;
            }
        }
        return new LatestSample(
                best, net, best.map(start -> flows(sources, start)).orElse(List.of()));
    }

    Optional<Flowing> flowOf(ProsumerId prosumer) {
        return flows.stream().filter(flow -> flow.prosumer().equals(prosumer)).findFirst();
    }

    Optional<Flowing> flowOf(VehicleId vehicle) {
        return flows.stream().filter(flow -> flow.vehicle().equals(vehicle)).findFirst();
    }

    Optional<Flowing> flowOf(Match match) {
        return flows.stream()
                .filter(flow -> flow.exchange().match().equals(match.id()))
                .findFirst();
    }

    private static Instant startOfSample(Instant clock) {
        long second = clock.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, MatchingPeriod.SAMPLE.toSeconds()));
    }

    private static Map<ProsumerId, NetEnergy> known(MarketSources sources, Instant start) {
        Map<ProsumerId, NetEnergy> known = new HashMap<>();
        sources.members()
                .prosumers()
                .forEach(prosumer ->
                        sources.readings().sample(prosumer, start).ifPresent(net -> known.put(prosumer, net)));
        return known;
    }

    private static List<Flowing> flows(MarketSources sources, Instant start) {
        var period = MatchingPeriod.containing(start);
        List<Flowing> flows = new ArrayList<>();
        for (PeriodRecord record : recordsOf(sources, period)) {
            Map<String, Match> matches = new HashMap<>();
            record.all(Match.class).forEach(match -> matches.put(match.id().text(), match));
            for (Exchange exchange : ExchangesSoFar.of(record, sources.readings(), sources.clock())) {
                if (period.sampleStart(exchange.sample()).equals(start)) {
                    var match = matches.get(exchange.match().text());
                    flows.add(new Flowing(match.prosumer(), match.vehicle(), exchange));
                }
            }
        }
        return flows;
    }

    /** The sample may lie in the period before the current one, which is unfinished or ended by now. */
    private static List<PeriodRecord> recordsOf(MarketSources sources, MatchingPeriod period) {
        List<PeriodRecord> records = new ArrayList<>();
        records.add(sources.current().record());
        sources.unfinished().forEach(running -> records.add(running.record()));
        sources.ended().forEach(ended -> records.add(ended.record()));
        return records.stream()
                .filter(record -> record.key().period().equals(period))
                .limit(1)
                .toList();
    }
}
