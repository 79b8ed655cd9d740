package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;
import ems.market.record.BidLimit;
import ems.market.record.Correction;
import ems.market.record.Exchange;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.VehicleBid;

/**
 * What a pair exchanged by what both signed, where the home is private. In each sample the smaller of both moved if both name the same
 * direction, and nothing if they do not: never more than either signed. Of that counts what both bids, the EV's room, available energy
 * and charger, and what its charger's meter signed allow, sample after sample.
 */
public final class StatedExchange {

    private StatedExchange() {}

    /** @param limits what both signed for, and what the charger's meter signed */
    public static List<Exchange> of(
            Match match, VehicleBid bid, MatchLimits limits, ExchangeStatement home, ExchangeStatement vehicle) {
        List<NetEnergy> agreed = new ArrayList<>();
        for (int sample = 0; sample < home.samples().size(); sample++) {
            agreed.add(agreed(home.samples().get(sample), vehicle.samples().get(sample)));
        }
        return allowed(match, bid, limits, agreed);
    }

    private static NetEnergy agreed(NetEnergy home, NetEnergy vehicle) {
        return home.direction() == vehicle.direction()
                ? new NetEnergy(home.direction(), home.energy().min(vehicle.energy()))
                : NetEnergy.BALANCED;
    }

    /**
     * What of these samples the bids allow; who measures what it exchanges states this.
     *
     * @param samples six: a surplus goes into the EV, a demand comes out of it
     */
    public static List<NetEnergy> possible(Match match, VehicleBid bid, MatchLimits limits, List<NetEnergy> samples) {
        return Correction.samples(allowed(match, bid, limits, samples));
    }

    /** Below the EV's least power, too: who signs it tells of it. */
    private static List<Exchange> allowed(Match match, VehicleBid bid, MatchLimits limits, List<NetEnergy> samples) {
        return ExchangeMeasurement.of(
                match,
                bid,
                limits,
                samples.stream()
                        .map(net -> Optional.of(new SampleNet(net, true)))
                        .toList());
    }

    /**
     * Refuses a statement that cannot be true, whatever the other party says.
     *
     * @param own the most that the party itself signed for
     * @throws IllegalArgumentException with the first sample that is above what the bids allow
     */
    public static void refuseUnlessPossible(ExchangeStatement said, Match match, VehicleBid bid, BidLimit own) {
        var limits = said.party() instanceof VehicleId
                ? new MatchLimits(BidLimit.NONE, own, Optional.empty())
                : new MatchLimits(own, BidLimit.NONE, Optional.empty());
        var possible = possible(match, bid, limits, said.samples());
        for (int i = 0; i < possible.size(); i++) {
            Energy most = possible.get(i).energy();
            if (!said.samples().get(i).equals(possible.get(i))) {
                throw new IllegalArgumentException("sample " + i + " of "
                        + said.party().account() + "'s statement has "
                        + said.samples().get(i).toMillijoules() + " mJ, and the bids allow " + most.millijoules()
                        + " mJ");
            }
        }
    }
}
