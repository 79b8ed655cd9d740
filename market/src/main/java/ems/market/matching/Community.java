package ems.market.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;

/**
 * Bids that have no trading partner outside: an EV is in one community with another if some prosumer may trade with both. Each
 * can be matched by itself, and together they are matched best.
 *
 * @param prosumers producers first, then consumers, each in the problem's order
 * @param vehicles in the problem's order
 */
record Community(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {

    static List<Community> of(MatchingProblem problem) {
        if (problem.prosumers().stream().allMatch(bid -> problem.partners().areAllFor(bid.prosumer()))) {
            return List.of(of(problem.prosumers(), problem.vehicles(), problem.partners()));
        }
        return new Finding(problem).communities();
    }

    private static Community of(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        List<ProsumerBid> producersFirst = new ArrayList<>(prosumers.size());
        prosumers.stream().filter(bid -> bid.forecast().isSurplus()).forEach(producersFirst::add);
        prosumers.stream().filter(bid -> !bid.forecast().isSurplus()).forEach(producersFirst::add);
        return new Community(producersFirst, vehicles, partners);
    }

    int producers() {
        return (int)
                prosumers.stream().filter(bid -> bid.forecast().isSurplus()).count();
    }

    /** Whether everyone may trade with everyone. */
    boolean isOpen() {
        return prosumers.stream()
                .allMatch(bid -> partners.areAllFor(bid.prosumer())
                        || vehicles.stream().allMatch(vehicle -> partners.mayTrade(bid.prosumer(), vehicle.vehicle())));
    }

    /** Joins EVs that share a prosumer: a forest in which each community is a tree. */
    private static final class Finding {

        private final MatchingProblem problem;
        private final Map<VehicleId, Integer> numbers = new HashMap<>();
        private final int[] parent;

        Finding(MatchingProblem problem) {
            this.problem = problem;
            this.parent = new int[problem.vehicles().size()];
            Arrays.setAll(parent, number -> number);
            problem.vehicles().forEach(bid -> numbers.put(bid.vehicle(), numbers.size()));
        }

        List<Community> communities() {
            problem.prosumers().forEach(this::joinPartnersOf);
            Map<Integer, List<ProsumerBid>> prosumers = new HashMap<>();
            for (ProsumerBid bid : problem.prosumers()) {
                int[] partners = partnersOf(bid);
                if (partners.length > 0) {
                    prosumers
                            .computeIfAbsent(root(partners[0]), root -> new ArrayList<>())
                            .add(bid);
                }
            }
            Map<Integer, List<VehicleBid>> vehicles = new HashMap<>();
            for (VehicleBid bid : problem.vehicles()) {
                vehicles.computeIfAbsent(root(numbers.get(bid.vehicle())), root -> new ArrayList<>())
                        .add(bid);
            }
            return prosumers.keySet().stream()
                    .sorted()
                    .map(root -> of(prosumers.get(root), vehicles.get(root), problem.partners()))
                    .toList();
        }

        private void joinPartnersOf(ProsumerBid bid) {
            int[] partners = partnersOf(bid);
            for (int k = 1; k < partners.length; k++) {
                parent[root(partners[k])] = root(partners[0]);
            }
        }

        /** Numbers of the bidding EVs that the prosumer may trade with. */
        private int[] partnersOf(ProsumerBid bid) {
            var partners = problem.partners();
            return partners.areAllFor(bid.prosumer())
                    ? numbers.values().stream()
                            .mapToInt(number -> number)
                            .sorted()
                            .toArray()
                    : partners.few().get(bid.prosumer()).stream()
                            .filter(numbers::containsKey)
                            .mapToInt(numbers::get)
                            .sorted()
                            .toArray();
        }

        private int root(int number) {
            int root = number;
            while (parent[root] != root) {
                root = parent[root];
            }
            for (int each = number; parent[each] != root; ) {
                int next = parent[each];
                parent[each] = root;
                each = next;
            }
            return root;
        }
    }
}
