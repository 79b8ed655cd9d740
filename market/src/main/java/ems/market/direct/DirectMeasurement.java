package ems.market.direct;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.BidLimit;
import ems.market.record.DirectExchange;
import ems.market.record.DirectMatch;
import ems.market.record.LeftToMove;
import ems.market.record.PeriodRecord;
import ems.market.telemetry.Readings;

/**
 * What paired homes exchanged: in each sample the smaller of what one meter shows as surplus and the other as demand,
 * and never more than the two signed for. A sample without a trusted reading of both, or in which one of them turned the other way, moves
 * nothing.
 */
public final class DirectMeasurement {

    private DirectMeasurement() {}

    /** What the period's pairs exchanged, pair by pair, as far as the readings go. */
    public static List<DirectExchange> in(PeriodRecord record, Readings readings) {
        var matches = record.all(DirectMatch.class);
        if (matches.isEmpty()) {
            return List.of();
        }
        var period = record.key().period();
        List<ProsumerId> homes = new ArrayList<>(2 * matches.size());
        matches.forEach(match -> homes.addAll(List.of(match.seller(), match.buyer())));
        var fetched = readings.during(period, homes);
        List<DirectExchange> exchanges = new ArrayList<>();
        for (DirectMatch match : matches) {
            exchanges.addAll(of(match, record.limit(match.seller()), record.limit(match.buyer()), period, fetched));
        }
        return exchanges;
    }

    private static List<DirectExchange> of(
            DirectMatch match, BidLimit seller, BidLimit buyer, MatchingPeriod period, Readings readings) {
        List<DirectExchange> exchanges = new ArrayList<>(MatchingPeriod.SAMPLES);
        var left = new LeftToMove(seller, buyer);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var start = period.sampleStart(sample);
            var surplus = readings.sample(match.seller(), start).map(NetEnergy::surplus);
            var demand = readings.sample(match.buyer(), start).map(NetEnergy::demand);
            var moved = surplus.flatMap(some -> demand.map(some::min))
                    .map(left.most()::min)
                    .orElse(Energy.ZERO);
            if (!moved.isZero()) {
                left = left.after(moved);
                exchanges.add(new DirectExchange(match.id(), sample, moved));
            }
        }
        return exchanges;
    }
}
