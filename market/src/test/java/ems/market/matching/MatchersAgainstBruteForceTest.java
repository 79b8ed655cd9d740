package ems.market.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import net.jqwik.api.constraints.LongRange;

import ems.market.fixture.Bids;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/** Small instances with ties, zeros, one side longer or empty, and tiny beside huge amounts. */
class MatchersAgainstBruteForceTest {

    private static final TradingPartners ALL = TradingPartners.EVERYONE_WITH_EVERYONE;
    private static final long HUGE = 1_000_000_000_000_000L;

    @Property(tries = 20_000)
    void optimalMovesAsMuchAsTheBestOfAllPairings(@ForAll("instances") Instance instance) {
        var problem = instance.problem(ALL);
        var matching = new OptimalMatcher().match(problem);
        assertThat(matching.certificate().refuseUnlessOptimal(problem, matching.pairs()))
                .isEqualTo(new Energy(best(instance, ALL, 0, new HashSet<>())));
    }

    @Property(tries = 2_000)
    void greedyIsNeverBetterThanOptimal(@ForAll("instances") Instance instance) {
        var problem = instance.problem(ALL);
        var greedy = new GreedyMatcher().match(problem).pairs();
        assertOneToOne(greedy);
        assertThat(greedy)
                .hasSize(Math.min(
                        instance.prosumers().size(), instance.vehicles().size()));
        assertThat(Pairing.forecastEnergy(greedy))
                .isLessThanOrEqualTo(Pairing.forecastEnergy(
                        new OptimalMatcher().match(problem).pairs()));
    }

    @Property(tries = 2_000)
    void theOrderOfTheBidsIsIrrelevantToOptimal(@ForAll("instances") Instance instance, @ForAll long seed) {
        var matching = new OptimalMatcher().match(instance.problem(ALL));
        assertThat(new OptimalMatcher().match(instance.shuffled(seed).problem(ALL)))
                .isEqualTo(matching);
    }

    @Property(tries = 2_000)
    void theOrderOfTheBidsIsIrrelevantToOptimalWithListsOfPartners(
            @ForAll("instances") Instance instance, @ForAll @LongRange(max = Long.MAX_VALUE) long seed) {
        var partners = instance.withLists(new Random(seed));
        var matching = new OptimalMatcher().match(instance.problem(partners));
        assertThat(new OptimalMatcher().match(instance.shuffled(seed).problem(partners)))
                .isEqualTo(matching);
    }

    @Property(tries = 2_000)
    void listsOfPartnersAreKeptByBoth(
            @ForAll("instances") Instance instance, @ForAll @LongRange(max = Long.MAX_VALUE) long seed) {
        var partners = instance.withLists(new Random(seed));
        var problem = instance.problem(partners);
        for (Matcher matcher : List.of(new OptimalMatcher(), new GreedyMatcher())) {
            var pairs = matcher.match(problem).pairs();
            assertOneToOne(pairs);
            assertThat(pairs)
                    .allMatch(pair -> partners.mayTrade(
                            pair.prosumer().prosumer(), pair.vehicle().vehicle()));
        }
        var best = new OptimalMatcher().match(problem);
        assertThat(best.certificate().refuseUnlessOptimal(problem, best.pairs()))
                .isEqualTo(new Energy(best(instance, partners, 0, new HashSet<>())));
    }

    @Property(tries = 10_000)
    void leastPowersAreKeptByBoth(
            @ForAll("instances") Instance instance, @ForAll @LongRange(max = Long.MAX_VALUE) long seed) {
        var choosy = instance.withLeastPowers(new Random(seed));
        var partners = seed % 2 == 0 ? ALL : choosy.withLists(new Random(seed));
        var problem = choosy.problem(partners);
        var best = new OptimalMatcher().match(problem);
        assertThat(best.certificate().refuseUnlessOptimal(problem, best.pairs()))
                .isEqualTo(new Energy(best(choosy, partners, 0, new HashSet<>())));
        assertThat(new OptimalMatcher().match(choosy.shuffled(seed).problem(partners)))
                .isEqualTo(best);
        assertThat(new GreedyMatcher().match(problem).pairs()).isEqualTo(firstCome(choosy, partners));
    }

    /** Each in turn takes the first that is free, may trade with it and suits it. */
    private static List<Pairing> firstCome(Instance instance, TradingPartners partners) {
        List<VehicleBid> free = new ArrayList<>(instance.vehicles());
        List<Pairing> pairs = new ArrayList<>();
        for (ProsumerBid prosumer : instance.prosumers()) {
            free.stream()
                    .filter(vehicle -> partners.mayTrade(prosumer.prosumer(), vehicle.vehicle())
                            && vehicle.suits(prosumer.forecast()))
                    .findFirst()
                    .ifPresent(vehicle -> {
                        free.remove(vehicle);
                        pairs.add(new Pairing(prosumer, vehicle));
                    });
        }
        return pairs;
    }

    /** Every way to give each prosumer from this one on a free EV or none. */
    private static long best(Instance instance, TradingPartners partners, int from, Set<VehicleBid> taken) {
        if (from == instance.prosumers().size()) {
            return 0;
        }
        ProsumerBid prosumer = instance.prosumers().get(from);
        long best = best(instance, partners, from + 1, taken);
        for (VehicleBid vehicle : instance.vehicles()) {
            if (partners.mayTrade(prosumer.prosumer(), vehicle.vehicle()) && taken.add(vehicle)) {
                long moved = vehicle.exchangeable(prosumer.forecast()).millijoules();
                best = Math.max(best, moved + best(instance, partners, from + 1, taken));
                taken.remove(vehicle);
            }
        }
        return best;
    }

    private static void assertOneToOne(List<Pairing> pairs) {
        assertThat(pairs).extracting(pair -> pair.prosumer().prosumer()).doesNotHaveDuplicates();
        assertThat(pairs).extracting(pair -> pair.vehicle().vehicle()).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<Instance> instances() {
        var amount = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 4),
                Arbitraries.longs().between(0, 1_000),
                Arbitraries.longs().between(0, HUGE));
        var net = Combinators.combine(amount, Arbitraries.of(-1, 1)).as((size, sign) -> size * sign);
        var battery = Combinators.combine(amount, amount).as((room, available) -> new long[] {room, available});
        return Combinators.combine(net.list().ofMaxSize(5), battery.list().ofMaxSize(5))
                .as(Instance::of);
    }

    /** The bids of one period, in order of arrival. */
    record Instance(List<ProsumerBid> prosumers, List<VehicleBid> vehicles) {

        static Instance of(List<Long> nets, List<long[]> batteries) {
            List<ProsumerBid> prosumers = new ArrayList<>();
            for (long net : nets) {
                prosumers.add(Bids.net("P" + prosumers.size(), net));
            }
            List<VehicleBid> vehicles = new ArrayList<>();
            for (long[] battery : batteries) {
                vehicles.add(Bids.vehicle("EV" + vehicles.size(), battery[0], battery[1]));
            }
            return new Instance(prosumers, vehicles);
        }

        MatchingProblem problem(TradingPartners partners) {
            return new MatchingProblem(prosumers, vehicles, partners);
        }

        Instance shuffled(long seed) {
            List<ProsumerBid> requests = new ArrayList<>(prosumers);
            List<VehicleBid> offers = new ArrayList<>(vehicles);
            Collections.shuffle(requests, new Random(seed));
            Collections.shuffle(offers, new Random(~seed));
            return new Instance(requests, offers);
        }

        /** One least power for all, or one of a few for each EV; such as just suffices for a prosumer, or just does not. */
        Instance withLeastPowers(Random random) {
            List<Long> few = new ArrayList<>(List.of(0L, 1L));
            prosumers.forEach(bid ->
                    few.add(Math.min(1_000_000, bid.forecast().energy().millijoules() / 60 + random.nextInt(2))));
            LeastPower same = anyOf(few, random);
            boolean fleet = random.nextBoolean();
            return new Instance(
                    prosumers,
                    vehicles.stream()
                            .map(bid -> Bids.vehicle(
                                    bid.vehicle().text(),
                                    bid.room().millijoules(),
                                    bid.available().millijoules(),
                                    fleet ? same : anyOf(few, random)))
                            .toList());
        }

        private static LeastPower anyOf(List<Long> few, Random random) {
            return Bids.least(few.get(random.nextInt(few.size())), few.get(random.nextInt(few.size())));
        }

        /** About half of the prosumers trade with one to three EVs only. */
        TradingPartners withLists(Random random) {
            Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
            for (ProsumerBid bid : prosumers) {
                for (int k = random.nextInt(4); k > 0 && !vehicles.isEmpty(); k--) {
                    few.computeIfAbsent(bid.prosumer(), prosumer -> new HashSet<>())
                            .add(vehicles.get(random.nextInt(vehicles.size())).vehicle());
                }
            }
            return new TradingPartners(few);
        }
    }
}
