package ems.market.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.VehicleId;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;

/**
 * First come, first served: each request takes the next EV in order of arrival that it may trade with, whatever the sizes, unless the
 * two do not {@linkplain ems.market.record.VehicleBid#suits suit each other}.
 */
public final class FirstCome {

    private final MatchingProblem problem;
    private final FreeVehicles free;
    /** Of EVs in lists; empty if there are no lists. */
    private final Map<VehicleId, Integer> places = new HashMap<>();

    private FirstCome(MatchingProblem problem) {
        this.problem = problem;
        this.free = new FreeVehicles(problem.vehicles());
        if (!problem.partners().few().isEmpty()) {
            problem.vehicles().forEach(bid -> places.put(bid.vehicle(), places.size()));
        }
    }

    /** Pairs of these bids; O((n + m) log m + length of all lists of partners). */
    public static List<Pairing> pairs(MatchingProblem problem) {
        return new FirstCome(problem).pairs();
    }

    private List<Pairing> pairs() {
        List<Pairing> pairs = new ArrayList<>();
        for (ProsumerBid request : problem.prosumers()) {
            int place = problem.partners().areAllFor(request.prosumer())
                    ? free.firstFor(
                            Flow.of(request.forecast()), request.forecast().energy())
                    : firstFreeOfFew(request);
            if (place != FreeVehicles.NONE) {
                free.take(place);
                pairs.add(new Pairing(request, problem.vehicles().get(place)));
            }
        }
        return pairs;
    }

    private int firstFreeOfFew(ProsumerBid request) {
        var flow = Flow.of(request.forecast());
        int first = FreeVehicles.NONE;
        for (VehicleId vehicle : problem.partners().of(request.prosumer())) {
            int place = places.getOrDefault(vehicle, FreeVehicles.NONE);
            if (place < first && free.serves(place, flow, request.forecast().energy())) {
                first = place;
            }
        }
        return first;
    }
}
