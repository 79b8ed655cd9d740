package ems.market.matching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ems.market.bid.ProsumerBid;
import ems.market.party.VehicleId;

/** First come, first served: each request takes the next EV in order of arrival that it may trade with, whatever the sizes. */
public final class FirstCome {

    private FirstCome() {}

    /** Pairs of these bids; O(n + m) when everyone may trade with everyone. */
    public static List<Pairing> pairs(MatchingProblem problem) {
        List<Pairing> pairs = new ArrayList<>();
        Set<VehicleId> free = new LinkedHashSet<>();
        problem.vehicles().forEach(bid -> free.add(bid.vehicle()));
        for (ProsumerBid request : problem.prosumers()) {
            for (Iterator<VehicleId> next = free.iterator(); next.hasNext(); ) {
                VehicleId vehicle = next.next();
                if (problem.partners().mayTrade(request.prosumer(), vehicle)) {
                    pairs.add(new Pairing(request, problem.vehicle(vehicle).orElseThrow()));
                    next.remove();
                    break;
                }
            }
        }
        return pairs;
    }
}
