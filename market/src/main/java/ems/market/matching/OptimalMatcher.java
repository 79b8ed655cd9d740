package ems.market.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;

/**
 * Moves the most energy that one-to-one pairs can move under the forecasts.
 *
 * <p>Source: paper, section IV, the linear sum assignment; a pair is worth min(surplus, room) or min(demand,
 * available), and being left over is worth nothing. Ties do not depend on the order of the bids: the problem is solved
 * in order of the ids. A pair that would move nothing is not made.
 */
public final class OptimalMatcher implements Matcher {

    @Override
    public String algorithm() {
        return "optimal";
    }

    @Override
    public List<Pairing> match(MatchingProblem problem) {
        List<ProsumerBid> prosumers = sorted(problem.prosumers(), Comparator.comparing(ProsumerBid::prosumer));
        List<VehicleBid> vehicles = sorted(problem.vehicles(), Comparator.comparing(VehicleBid::vehicle));
        long[][] worth = worth(prosumers, vehicles, problem);
        int[] vehicleOf = Assignment.ofGreatestWorth(worth, vehicles.size());
        List<Pairing> pairs = new ArrayList<>();
        for (int i = 0; i < vehicleOf.length; i++) {
            if (vehicleOf[i] >= 0 && worth[i][vehicleOf[i]] > 0) {
                pairs.add(new Pairing(prosumers.get(i), vehicles.get(vehicleOf[i])));
            }
        }
        return pairs;
    }

    private static long[][] worth(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, MatchingProblem problem) {
        long[][] worth = new long[prosumers.size()][vehicles.size()];
        for (int i = 0; i < prosumers.size(); i++) {
            for (int j = 0; j < vehicles.size(); j++) {
                var pair = new Pairing(prosumers.get(i), vehicles.get(j));
                boolean may = problem.members()
                        .mayTrade(pair.prosumer().prosumer(), pair.vehicle().vehicle());
                worth[i][j] = may ? pair.forecastEnergy().millijoules() : 0;
            }
        }
        return worth;
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        List<T> copy = new ArrayList<>(list);
        copy.sort(order);
        return copy;
    }
}
