package ems.market.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** First come, first served: each request takes the next EV in order of arrival that it may trade with, whatever the sizes. */
public final class FirstCome {

    private static final int NONE = Integer.MAX_VALUE;

    private final MatchingProblem problem;
    private final List<VehicleBid> vehicles;
    private final boolean[] taken;
    /** Of EVs in lists; empty if there are no lists. */
    private final Map<VehicleId, Integer> places = new HashMap<>();

    private int firstFree;

    private FirstCome(MatchingProblem problem) {
        this.problem = problem;
        this.vehicles = problem.vehicles();
        this.taken = new boolean[vehicles.size()];
        if (!problem.partners().few().isEmpty()) {
            vehicles.forEach(bid -> places.put(bid.vehicle(), places.size()));
        }
    }

    /** Pairs of these bids; O(n + m + length of all lists of partners). */
    public static List<Pairing> pairs(MatchingProblem problem) {
        return new FirstCome(problem).pairs();
    }

    private List<Pairing> pairs() {
        List<Pairing> pairs = new ArrayList<>();
        for (ProsumerBid request : problem.prosumers()) {
            int place = problem.partners().areAllFor(request.prosumer()) ? firstFree() : firstFreeOfFew(request);
            if (place != NONE) {
                taken[place] = true;
                pairs.add(new Pairing(request, vehicles.get(place)));
            }
        }
        return pairs;
    }

    private int firstFree() {
        while (firstFree < taken.length && taken[firstFree]) {
            firstFree++;
        }
        return firstFree < taken.length ? firstFree : NONE;
    }

    private int firstFreeOfFew(ProsumerBid request) {
        int first = NONE;
        for (VehicleId vehicle : problem.partners().of(request.prosumer())) {
            int place = places.getOrDefault(vehicle, NONE);
            if (place < first && !taken[place]) {
                first = place;
            }
        }
        return first;
    }
}
