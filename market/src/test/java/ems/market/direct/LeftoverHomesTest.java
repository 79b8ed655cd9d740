package ems.market.direct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

class LeftoverHomesTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");

    private static MatchingProblem problem(List<ProsumerBid> homes, VehicleBid... cars) {
        return new MatchingProblem(homes, List.of(cars), TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    private static LeftoverHomes after(MatchingProblem problem, List<Pairing> pairs) {
        return new LeftoverHomes(problem, Pairing.parties(pairs), Set.of());
    }

    private static LeftoverHomes afterTheBest(MatchingProblem problem) {
        return after(problem, new OptimalMatcher().match(problem).pairs());
    }

    private static List<String> names(List<DirectPair> pairs) {
        return pairs.stream()
                .map(pair -> pair.seller().prosumer() + "-" + pair.buyer().prosumer())
                .toList();
    }

    private static long direct(LeftoverHomes homes) {
        return homes.pairs().stream()
                .mapToLong(pair -> pair.forecastEnergy().millijoules())
                .sum();
    }

    @Test
    void theLargestSurplusGoesToTheLargestDemand() {
        var homes = afterTheBest(problem(List.of(
                Bids.surplus("L1", 3),
                Bids.demand("L2", 9),
                Bids.surplus("L3", 8),
                Bids.demand("L4", 2),
                Bids.surplus("L5", 1))));
        assertThat(names(homes.pairs())).containsExactly("L3-L2", "L1-L4");
        assertThat(direct(homes)).isEqualTo(10);
        assertThat(homes.bound()).isEqualTo(new Energy(10));
    }

    @Test
    void equalAmountsGoByTheHomesNames() {
        var bids = new ArrayList<>(
                List.of(Bids.surplus("L2", 5), Bids.surplus("L1", 5), Bids.demand("L4", 5), Bids.demand("L3", 5)));
        assertThat(names(afterTheBest(problem(bids)).pairs())).containsExactly("L1-L3", "L2-L4");
        Collections.reverse(bids);
        assertThat(names(afterTheBest(problem(bids)).pairs())).containsExactly("L1-L3", "L2-L4");
    }

    /** Energy that goes directly replaces both a sale to the grid and a purchase: it counts twice. */
    @Test
    void whoServesTheEvFirstMovesMoreThanWhoServesItLast() {
        var two = problem(
                List.of(Bids.surplus("L1", 10), Bids.surplus("L2", 9), Bids.demand("L3", 9)),
                Bids.vehicle("EV1", 10, 10));
        assertThat(evFirst(two)).isEqualTo(28);
        assertThat(directFirst(two)).isEqualTo(27);
        var one = problem(List.of(Bids.surplus("L1", 10), Bids.demand("L2", 2)), Bids.vehicle("EV1", 10, 10));
        assertThat(evFirst(one)).isEqualTo(10);
        assertThat(directFirst(one)).isEqualTo(4);
    }

    private static long evFirst(MatchingProblem problem) {
        var pairs = new OptimalMatcher().match(problem).pairs();
        return Pairing.forecastEnergy(pairs).millijoules() + 2 * direct(after(problem, pairs));
    }

    private static long directFirst(MatchingProblem problem) {
        var homes = afterTheBest(problem(problem.prosumers()));
        Set<ProsumerId> taken = new HashSet<>();
        homes.pairs()
                .forEach(pair -> taken.addAll(
                        List.of(pair.seller().prosumer(), pair.buyer().prosumer())));
        var rest = problem(
                problem.prosumers().stream()
                        .filter(bid -> !taken.contains(bid.prosumer()))
                        .toList(),
                problem.vehicles().toArray(VehicleBid[]::new));
        return Pairing.forecastEnergy(new OptimalMatcher().match(rest).pairs()).millijoules() + 2 * direct(homes);
    }

    @Test
    void aHomeWaitsForAnEvThatStandsFree() {
        var bids = List.of(Bids.surplus("L1", 10), Bids.demand("L2", 2));
        var homes = new LeftoverHomes(problem(bids, Bids.vehicle("EV1", 10, 0)), Set.of(), Set.of());
        assertThat(homes.pairs()).isEmpty();
        assertThat(homes.bound()).isEqualTo(Energy.ZERO);
        assertThat(homes.whyNot(L1)).contains("L1 could trade with EV1, which stands free");
        assertThat(homes.whyNot(new ProsumerId("L2"))).isEmpty();
        assertThat(new LeftoverHomes(problem(bids, Bids.vehicle("EV1", 0, 0)), Set.of(), Set.of()).pairs())
                .hasSize(1);
    }

    /** 100 mW over a minute are 6,000 mJ. */
    @Test
    void anEvWithALeastPowerAboveTheWishDoesNotStandInTheWay() {
        for (var least : Map.of(5_999L, 1, 6_000L, 0).entrySet()) {
            var bids = List.of(Bids.surplus("L1", least.getKey()), Bids.demand("L2", 9_000));
            var car = Bids.vehicle("EV1", 100_000, 0, Bids.least(100, 100));
            assertThat(new LeftoverHomes(problem(bids, car), Set.of(), Set.of()).pairs())
                    .hasSize(least.getValue());
        }
    }

    @Test
    void whoIsNotLeftIsToldWhy() {
        var bids = List.of(
                Bids.surplus("L1", 9),
                Bids.demand("L2", 9),
                Bids.surplus("L3", 9),
                Bids.surplus("L4", 9),
                Bids.net("L5", 0));
        var problem = new MatchingProblem(
                bids, List.of(), new TradingPartners(Map.of(new ProsumerId("L3"), Set.of(new VehicleId("EV3")))));
        var homes = new LeftoverHomes(problem, Set.of(L1, EV1), Set.of(new ProsumerId("L4")));
        assertThat(homes.pairs()).isEmpty();
        assertThat(homes.whyNot(L1)).contains("L1 is paired with an EV");
        assertThat(homes.whyNot(new ProsumerId("L2"))).isEmpty();
        assertThat(homes.whyNot(new ProsumerId("L3"))).contains("L3 trades with EVs of its own only");
        assertThat(homes.whyNot(new ProsumerId("L4"))).contains("L4 is a private home, and two homes sign no exchange");
        assertThat(homes.whyNot(new ProsumerId("L5"))).contains("L5 would neither sell nor buy");
        assertThat(homes.whyNot(new ProsumerId("L6"))).contains("L6 has no bid in this period");
    }

    @Property(tries = 500)
    void pairsBySizeReachTheBound(@ForAll("markets") Market market, @ForAll("matchers") Matcher matcher) {
        var problem = market.problem();
        var pairs = matcher.match(problem).pairs();
        var homes = after(problem, pairs);
        assertThat(direct(homes)).isEqualTo(homes.bound().millijoules());
        assertThat(homes.pairs())
                .allMatch(pair -> pair.seller().forecast().isSurplus()
                        && !pair.buyer().forecast().isSurplus())
                .flatMap(pair -> List.of(pair.seller(), pair.buyer()))
                .doesNotHaveDuplicates()
                .allMatch(bid -> !Pairing.parties(pairs).contains(bid.prosumer()));
        var shuffled = new ArrayList<>(problem.prosumers());
        Collections.shuffle(shuffled, new Random(shuffled.size()));
        var again = new MatchingProblem(shuffled, problem.vehicles(), problem.partners());
        assertThat(after(again, pairs).pairs()).isEqualTo(homes.pairs());
    }

    /** What no pairs exceed, asked of all pairs. */
    @Property(tries = 300)
    void noOtherPairsMoveMore(@ForAll("markets") Market market) {
        var homes = market.problem().prosumers();
        var bound = DirectBound.of(homes.stream().map(ProsumerBid::forecast).toList());
        long[] net =
                homes.stream().mapToLong(bid -> bid.forecast().toMillijoules()).toArray();
        assertThat(bound.millijoules()).isEqualTo(new WholeAndHalf(net, new long[0][0], 0, 0, 1).whole());
    }

    @Provide
    Arbitrary<Market> markets() {
        var net = Arbitraries.oneOf(
                Arbitraries.longs().between(-4, 4), Arbitraries.longs().between(-1_000_000, 1_000_000));
        var car = Arbitraries.longs().between(0, 1_000_000).array(long[].class).ofSize(2);
        return Combinators.combine(net.list().ofMaxSize(6), car.list().ofMaxSize(3))
                .as(Market::new);
    }

    @Provide
    Arbitrary<Matcher> matchers() {
        return Arbitraries.of(new GreedyMatcher(), new OptimalMatcher());
    }

    /** Homes by their net energy, cars by room and available energy. */
    record Market(List<Long> nets, List<long[]> cars) {

        MatchingProblem problem() {
            List<ProsumerBid> homes = new ArrayList<>();
            nets.forEach(net -> homes.add(Bids.net("P" + homes.size(), net)));
            List<VehicleBid> vehicles = new ArrayList<>();
            cars.forEach(car -> vehicles.add(Bids.vehicle("EV" + vehicles.size(), car[0], car[1])));
            return LeftoverHomesTest.problem(homes, vehicles.toArray(VehicleBid[]::new));
        }
    }
}
