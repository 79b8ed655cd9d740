package ems.market.period;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;

/** Steps 5 and 6: what each pair exchanged, sample by sample, and what that costs. */
final class MeasuringAndSettling {

    private final MarketPorts ports;

    MeasuringAndSettling(MarketPorts ports) {
        this.ports = ports;
    }

    List<Entry> measure(PeriodRecord before) {
        Map<VehicleId, VehicleBid> bids = bidsByVehicle(before);
        List<Match> matches = before.all(Match.class);
        var period = before.key().period();
        var readings = ports.readings().during(period, partiesOf(matches));
        Map<Party, BidLimit> limits = new HashMap<>();
        before.all(SignedBid.class).forEach(bid -> limits.put(bid.party(), bid.limit()));
        List<Entry> exchanges = new ArrayList<>();
        for (Match match : matches) {
            exchanges.addAll(MeasuringAnExchange.of(
                    match,
                    bids.get(match.vehicle()),
                    limits.getOrDefault(match.prosumer(), BidLimit.NONE),
                    limits.getOrDefault(match.vehicle(), BidLimit.NONE),
                    period,
                    readings));
        }
        return exchanges;
    }

    List<Entry> settle(PeriodRecord before) {
        Map<VehicleId, VehicleBid> bids = bidsByVehicle(before);
        Map<String, List<Exchange>> exchanges = new HashMap<>();
        before.all(Exchange.class)
                .forEach(exchange -> exchanges
                        .computeIfAbsent(exchange.match().text(), match -> new ArrayList<>())
                        .add(exchange));
        List<Entry> booked = new ArrayList<>();
        for (Match match : before.all(Match.class)) {
            booked.addAll(Settling.match(
                    match,
                    exchanges.getOrDefault(match.id().text(), List.of()),
                    bids.get(match.vehicle()).inventory()));
        }
        return booked;
    }

    private static List<Party> partiesOf(List<Match> matches) {
        List<Party> parties = new ArrayList<>(2 * matches.size());
        for (Match match : matches) {
            parties.add(match.prosumer());
            parties.add(match.vehicle());
        }
        return parties;
    }

    private static Map<VehicleId, VehicleBid> bidsByVehicle(PeriodRecord record) {
        Map<VehicleId, VehicleBid> bids = new HashMap<>();
        record.all(VehicleBid.class).forEach(bid -> bids.put(bid.vehicle(), bid));
        return bids;
    }
}
