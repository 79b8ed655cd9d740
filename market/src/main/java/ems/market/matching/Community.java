package ems.market.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import ems.market.matching.solver.SolverInterrupted;
import ems.market.party.LeastPower;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static java.util.Objects.requireNonNull;

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

    /** The same without those that are left out. */
    Community only(Predicate<ProsumerBid> prosumer, Predicate<VehicleBid> vehicle) {
        return new Community(
                prosumers.stream().filter(prosumer).toList(),
                vehicles.stream().filter(vehicle).toList(),
                partners);
    }

    /**
     * The same with the greatest wishes of each side first, and the EVs first that need the greatest: who takes the next EV in this order
     * seldom takes one that a later prosumer needs, which spares a solver its detours.
     */
    Community inOrderOfNeed() {
        Comparator<ProsumerBid> producersFirst =
                Comparator.comparing(bid -> !bid.forecast().isSurplus());
        return new Community(
                prosumers.stream()
                        .sorted(producersFirst.thenComparing(
                                bid -> bid.forecast().energy(), Comparator.reverseOrder()))
                        .toList(),
                vehicles.stream()
                        .sorted(Comparator.comparingLong(bid -> -need(bid.leastPower())))
                        .toList(),
                partners);
    }

    private static long need(LeastPower least) {
        return least.charging().milliwatts() + least.discharging().milliwatts();
    }

    List<ProsumerBid> producers() {
        return prosumers.subList(0, countOfProducers());
    }

    List<ProsumerBid> consumers() {
        return prosumers.subList(countOfProducers(), prosumers.size());
    }

    private int countOfProducers() {
        return (int)
                prosumers.stream().filter(bid -> bid.forecast().isSurplus()).count();
    }

    /** Whether everyone may trade with everyone. */
    boolean isOpen() {
        for (ProsumerBid bid : prosumers) {
            SolverInterrupted.refuseIfInterrupted();
            if (!isOpenTo(bid)) {
                return false;
            }
        }
        return true;
    }

    /** A list that is too short is not looked through. */
    private boolean isOpenTo(ProsumerBid bid) {
        return partners.areAllFor(bid.prosumer())
                || partners.of(bid.prosumer()).size() >= vehicles.size()
                        && vehicles.stream().allMatch(other -> partners.mayTrade(bid.prosumer(), other.vehicle()));
    }

    /**
     * Joins EVs that share a prosumer: a forest in which each community is a tree, with its first EV as root. Near-linear in the
     * length of all lists.
     */
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
            joinPartners();
            Map<Integer, List<ProsumerBid>> prosumers = new TreeMap<>();
            for (ProsumerBid bid : problem.prosumers()) {
                firstPartnerOf(bid)
                        .ifPresent(partner -> prosumers
                                .computeIfAbsent(root(partner), root -> new ArrayList<>())
                                .add(bid));
            }
            Map<Integer, List<VehicleBid>> vehicles = new HashMap<>();
            for (VehicleBid bid : problem.vehicles()) {
                vehicles.computeIfAbsent(root(requireNonNull(numbers.get(bid.vehicle()))), root -> new ArrayList<>())
                        .add(bid);
            }
            return prosumers.entrySet().stream()
                    .map(each -> of(each.getValue(), requireNonNull(vehicles.get(each.getKey())), problem.partners()))
                    .toList();
        }

        /** A prosumer that trades with all joins all, and one such is enough. */
        private void joinPartners() {
            boolean joined = false;
            for (ProsumerBid bid : problem.prosumers()) {
                SolverInterrupted.refuseIfInterrupted();
                if (!areAllFor(bid)) {
                    joinAll(partnersOf(bid));
                } else if (!joined) {
                    joinAll(IntStream.range(0, parent.length));
                    joined = true;
                }
            }
        }

        private void joinAll(IntStream partners) {
            PrimitiveIterator.OfInt each = partners.iterator();
            if (each.hasNext()) {
                int first = each.nextInt();
                each.forEachRemaining((int other) -> join(first, other));
            }
        }

        private void join(int one, int other) {
            int root = Math.min(root(one), root(other));
            parent[root(one)] = root;
            parent[root(other)] = root;
        }

        private OptionalInt firstPartnerOf(ProsumerBid bid) {
            if (areAllFor(bid)) {
                return parent.length == 0 ? OptionalInt.empty() : OptionalInt.of(0);
            }
            return partnersOf(bid).findAny();
        }

        private boolean areAllFor(ProsumerBid bid) {
            return problem.partners().areAllFor(bid.prosumer());
        }

        /** Numbers of the bidding EVs that a prosumer with a list may trade with, in any order. */
        private IntStream partnersOf(ProsumerBid bid) {
            return problem.partners().of(bid.prosumer()).stream()
                    .filter(numbers::containsKey)
                    .mapToInt(numbers::get);
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
