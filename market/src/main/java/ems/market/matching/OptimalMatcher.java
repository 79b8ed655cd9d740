package ems.market.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import ems.market.matching.solver.Amounts;
import ems.market.matching.solver.Assigned;
import ems.market.matching.solver.BestForEach;
import ems.market.matching.solver.BestForEach.Side;
import ems.market.matching.solver.DenseSolver;
import ems.market.matching.solver.LineSolver;
import ems.market.matching.solver.SolverInterrupted;
import ems.market.matching.solver.WorthTable;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/**
 * Moves the most energy that one-to-one pairs can move under the forecasts, and proves it; in a period with a horizon price, the most
 * worth.
 *
 * <p>Source: paper, section IV, the linear sum assignment; a pair is worth min(surplus, room) or min(demand,
 * available), each times the {@linkplain PairWorth weight of its side}, and being left over is worth nothing. Ties do not depend on the
 * order of the bids: the problem is solved in order of the ids. A pair that would move nothing is not made.
 *
 * <p>The market decides the solver, community by community: where everyone may trade with everyone it is the
 * {@link LineSolver}; where a wish suffices for the least power of some EVs and not of others {@link BestForEach}, as long as EVs
 * suffice; and otherwise, or where lists of partners say who may trade, the {@link DenseSolver}.
 */
public final class OptimalMatcher implements Matcher {

    public static final String ALGORITHM = "optimal";

    /** A table of 512 MiB: nothing else that the solver holds grows with the pairs. */
    private static final long MOST_PAIRS = 1L << 26;

    @Override
    public String algorithm() {
        return ALGORITHM;
    }

    @Override
    public Matching match(MatchingProblem problem) {
        try {
            return solve(problem);
        } catch (SolverInterrupted interrupted) {
            throw new MatchingUnavailable("optimal matching was stopped");
        }
    }

    private static Matching solve(MatchingProblem problem) {
        List<Pairing> pairs = new ArrayList<>();
        Map<VehicleId, Energy> prices = new HashMap<>();
        var worth = problem.worth();
        for (Community community : Community.of(problem.inOrderOfIds())) {
            var stored = ServedWishes.of(Flow.STORED, community);
            var released = ServedWishes.of(Flow.RELEASED, community);
            if (!community.isOpen()) {
                var trading = trading(community, stored, released);
                add(trading, byTable(trading, worth), pairs, prices);
            } else if (areDivided(community, stored, released)) {
                var trading = trading(community, stored, released).inOrderOfNeed();
                add(
                        trading,
                        bestForEach(trading, stored, released).orElseGet(() -> byTable(trading, worth)),
                        pairs,
                        prices);
            } else {
                add(community, byLines(community, stored, released, worth), pairs, prices);
            }
        }
        pairs.sort(Comparator.comparing(pair -> pair.prosumer().prosumer()));
        long unit = worth.unit();
        prices.replaceAll((vehicle, price) -> new Energy(Math.multiplyExact(price.millijoules(), unit)));
        return Matching.proven(pairs, new Certificate(prices));
    }

    private static void add(
            Community community, Assigned assigned, List<Pairing> pairs, Map<VehicleId, Energy> prices) {
        for (int i = 0; i < assigned.vehicleOf().length; i++) {
            int vehicle = assigned.vehicleOf()[i];
            if (vehicle != Assigned.NOBODY) {
                pairs.add(new Pairing(
                        community.prosumers().get(i), community.vehicles().get(vehicle)));
            }
        }
        for (int j = 0; j < assigned.vehiclePrices().length; j++) {
            if (assigned.vehiclePrices()[j] != 0) {
                prices.put(community.vehicles().get(j).vehicle(), new Energy(assigned.vehiclePrices()[j]));
            }
        }
    }

    /** Whether a wish suffices for some EVs and not for others, so that two lines do not tell what a pair is worth. */
    static boolean areDivided(Community community, ServedWishes stored, ServedWishes released) {
        return community.prosumers().stream().anyMatch(bid -> stored.divide(bid) || released.divide(bid));
    }

    /**
     * Without those who can move nothing, whatever the pairs. Where EVs are too few for all homes the others of them stay: a home that is
     * left over takes one of these at once, which is faster than a table in which each EV looks for its home.
     */
    private static Community trading(Community community, ServedWishes stored, ServedWishes released) {
        var homes = community.only(
                bid -> !stored.served(bid).isZero() || !released.served(bid).isZero(), bid -> true);
        var few = homes.only(
                bid -> true,
                bid -> !stored.most(bid).isZero() || !released.most(bid).isZero());
        return few.vehicles().size() < homes.prosumers().size() ? homes : few;
    }

    private static Assigned byLines(Community community, ServedWishes stored, ServedWishes released, PairWorth worth) {
        var vehicles = community.vehicles();
        var storing = worth.inUnits(Flow.STORED);
        var releasing = worth.inUnits(Flow.RELEASED);
        return LineSolver.solve(new Amounts(
                millijoules(community.producers(), bid -> storing.apply(stored.served(bid))),
                millijoules(community.consumers(), bid -> releasing.apply(released.served(bid))),
                millijoules(vehicles, bid -> storing.apply(stored.most(bid))),
                millijoules(vehicles, bid -> releasing.apply(released.most(bid)))));
    }

    /** Who has the best EV for itself has it whatever a side counts. */
    private static Optional<Assigned> bestForEach(Community community, ServedWishes stored, ServedWishes released) {
        return BestForEach.of(
                side(community.producers(), community.vehicles(), stored),
                side(community.consumers(), community.vehicles(), released));
    }

    private static Side side(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, ServedWishes wishes) {
        return new Side(
                millijoules(prosumers, wishes::served),
                millijoules(vehicles, bid -> bid.least(wishes.flow(), MatchingPeriod.LENGTH)),
                millijoules(vehicles, wishes::most));
    }

    private static <T> long[] millijoules(List<T> bids, Function<T, Energy> energy) {
        return bids.stream().map(energy).mapToLong(Energy::millijoules).toArray();
    }

    private static Assigned byTable(Community community, PairWorth worth) {
        var prosumers = community.prosumers();
        var vehicles = community.vehicles();
        if ((long) prosumers.size() * vehicles.size() > MOST_PAIRS) {
            throw new MatchingUnavailable(prosumers.size() + " prosumers and " + vehicles.size()
                    + " EVs, not all of which may trade with all, make more than " + MOST_PAIRS + " pairs");
        }
        return DenseSolver.solve(table(community, worth));
    }

    /** Filled from the lists, so that only prosumers who trade with all cost a look at each EV. */
    private static WorthTable table(Community community, PairWorth worth) {
        var partners = community.partners();
        var vehicles = community.vehicles();
        Map<VehicleId, Integer> places = new HashMap<>();
        vehicles.forEach(bid -> places.put(bid.vehicle(), places.size()));
        var storing = worth.inUnits(Flow.STORED);
        var releasing = worth.inUnits(Flow.RELEASED);
        var table = new WorthTable(community.prosumers().size(), vehicles.size());
        for (int i = 0; i < community.prosumers().size(); i++) {
            SolverInterrupted.refuseIfInterrupted();
            var bid = community.prosumers().get(i);
            int row = i;
            var inUnits = Flow.of(bid.forecast()) == Flow.STORED ? storing : releasing;
            IntStream own = partners.areAllFor(bid.prosumer())
                    ? IntStream.range(0, vehicles.size())
                    : partners.of(bid.prosumer()).stream()
                            .filter(places::containsKey)
                            .mapToInt(places::get);
            own.forEach(j -> table.set(
                    row,
                    j,
                    inUnits.apply(vehicles.get(j).exchangeable(bid.forecast())).millijoules()));
        }
        return table;
    }
}
