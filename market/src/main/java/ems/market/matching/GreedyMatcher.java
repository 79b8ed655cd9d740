package ems.market.matching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;

/**
 * First in, first out: each request takes the next EV in order of arrival that it may trade with, whatever the sizes.
 *
 * <p>Source: paper, section IV, the Greedy algorithm. O(n) when everyone may trade with everyone; needs no forecast.
 */
public final class GreedyMatcher implements Matcher {

    @Override
    public String algorithm() {
        return "greedy";
    }

    @Override
    public List<Pairing> match(MatchingProblem problem) {
        List<Pairing> pairs = new ArrayList<>();
        Set<VehicleBid> free = new LinkedHashSet<>(problem.vehicles());
        for (ProsumerBid request : problem.prosumers()) {
            takeNext(free, request, problem, pairs);
        }
        return pairs;
    }

    private static void takeNext(
            Set<VehicleBid> free, ProsumerBid request, MatchingProblem problem, List<Pairing> pairs) {
        for (Iterator<VehicleBid> next = free.iterator(); next.hasNext(); ) {
            VehicleBid vehicle = next.next();
            if (problem.members().mayTrade(request.prosumer(), vehicle.vehicle())) {
                pairs.add(new Pairing(request, vehicle));
                next.remove();
                return;
            }
        }
    }
}
