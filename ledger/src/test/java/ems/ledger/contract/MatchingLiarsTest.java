package ems.ledger.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import ems.market.fixture.Bids;
import ems.market.matching.Certificate;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.FirstCome;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.Pairing;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.ProsumerBid;
import ems.market.record.ShadowPrice;
import ems.market.record.VehicleBid;

import static ems.ledger.contract.ReplayedMarket.PRICE;
import static ems.ledger.contract.ReplayedMarket.match;
import static ems.ledger.contract.ReplayedMarket.place;
import static ems.ledger.contract.ReplayedMarket.result;
import static ems.ledger.contract.ReplayedMarket.with;
import static ems.ledger.contract.ReplayedMarket.without;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Whatever is changed in a matching of any market, and even if all that is written fits together: what is not proved is refused. */
class MatchingLiarsTest {

    @Property(tries = 500)
    void everyTamperedMatchingIsRefused(@ForAll("markets") ReplayedMarket market) {
        refusesAllTampered(market, market.matching(market.optimal()));
    }

    @Property(tries = 300)
    void everyTamperedGreedyMatchingIsRefused(@ForAll("markets") ReplayedMarket market) {
        for (Matcher matcher : List.of(new GreedyMatcher(), new ComparedWithOptimal())) {
            refusesAllTampered(market, market.greedyMatching(matcher.match(market.problem())));
        }
    }

    private static void refusesAllTampered(ReplayedMarket market, List<Entry> matching) {
        assertThatCode(() -> market.replay(matching)).doesNotThrowAnyException();
        for (List<Entry> tampered : tampered(matching)) {
            market.refuses(tampered, "");
        }
    }

    /** A liar who computes hash and sums again, so that all of it fits together: only the proofs show the lie. */
    @Property(tries = 500)
    void pricesThatProveTooLittleAreRefusedThoughAllFits(
            @ForAll("markets") ReplayedMarket market, @ForAll @Size(4) List<@LongRange(max = 20) Long> millijoules) {
        var best = market.optimal();
        Map<VehicleId, Energy> prices = new HashMap<>();
        for (VehicleBid bid : market.vehicles()) {
            prices.put(bid.vehicle(), new Energy(millijoules.get(prices.size())));
        }
        var claimed = new Certificate(prices);
        var lie = market.matching("optimal", best.pairs(), claimed, Optional.of(Money.ZERO));
        if (claimed.bound(market.problem()).equals(Pairing.forecastEnergy(best.pairs()))) {
            assertThatCode(() -> market.replay(lie))
                    .as("prices that prove it as well")
                    .doesNotThrowAnyException();
        } else {
            market.refuses(lie, "it is not proved optimal");
        }
    }

    @Property(tries = 500)
    void worsePairsAreRefusedThoughAllFits(@ForAll("markets") ReplayedMarket market, @ForAll long seed) {
        var best = market.optimal();
        var others = anyPairs(market, new Random(seed));
        var moved = Pairing.forecastEnergy(others);
        var lie = market.matching("optimal", others, best.certificate(), Optional.of(Money.ZERO));
        if (!moved.equals(Pairing.forecastEnergy(best.pairs()))) {
            market.refuses(lie, "it is not proved optimal");
        } else if (others.stream().anyMatch(pair -> pair.forecastEnergy().isZero())) {
            market.refuses(lie, "an optimal pair would move something");
        } else {
            assertThatCode(() -> market.replay(lie))
                    .as("pairs that move as much")
                    .doesNotThrowAnyException();
        }
        var greedy = market.matching("greedy", others, Certificate.WITHOUT_PRICES, Optional.empty());
        if (Set.copyOf(others).equals(Set.copyOf(FirstCome.pairs(market.problem())))) {
            assertThatCode(() -> market.replay(greedy)).doesNotThrowAnyException();
        } else {
            market.refuses(greedy, "first come, first served");
        }
    }

    @Property(tries = 500)
    void anAddedPairIsRefusedThoughAllFits(@ForAll("markets") ReplayedMarket market, @ForAll long seed) {
        for (String algorithm : List.of("optimal", "greedy")) {
            var matching =
                    algorithm.equals("optimal") ? market.optimal() : new ComparedWithOptimal().match(market.problem());
            for (Pairing added : allPairs(market)) {
                List<Pairing> more = new ArrayList<>(matching.pairs());
                more.add(new Random(seed).nextInt(more.size() + 1), added);
                market.refuses(market.matching(algorithm, more, matching.certificate(), Optional.of(Money.ZERO)), "");
                var sum = market.matching(algorithm, matching.pairs(), matching.certificate(), Optional.of(Money.ZERO));
                sum.add(match(added));
                market.refuses(sum, "");
            }
        }
    }

    private static List<Pairing> allPairs(ReplayedMarket market) {
        return market.prosumers().stream()
                .flatMap(prosumer -> market.vehicles().stream().map(vehicle -> new Pairing(prosumer, vehicle)))
                .toList();
    }

    /** Nobody in two of them. */
    private static List<Pairing> anyPairs(ReplayedMarket market, Random random) {
        List<Pairing> all = new ArrayList<>(allPairs(market));
        Collections.shuffle(all, random);
        Set<Object> taken = new HashSet<>();
        List<Pairing> some = new ArrayList<>();
        for (Pairing pair : all) {
            if (random.nextInt(4) > 0 && !taken.contains(pair.prosumer()) && !taken.contains(pair.vehicle())) {
                taken.addAll(List.of(pair.prosumer(), pair.vehicle()));
                some.add(pair);
            }
        }
        return some;
    }

    private static List<List<Entry>> tampered(List<Entry> matching) {
        List<List<Entry>> all = new ArrayList<>();
        for (int i = 0; i < matching.size(); i++) {
            all.add(without(matching, i));
            List<Entry> doubled = new ArrayList<>(matching);
            doubled.add(i, matching.get(i));
            all.add(doubled);
            for (long change : List.of(-1L, 1L)) {
                all.addAll(resized(matching, i, change));
            }
        }
        var result = result(matching);
        for (UnaryOperator<String> change :
                Set.<UnaryOperator<String>>of(hash -> "0" + hash.substring(1) + "0", hash -> "")) {
            String hash = change.apply(result.certificate());
            all.add(with(matching, place(matching), with(result, result.algorithm(), 0, 0, 0, hash)));
        }
        return all;
    }

    private static List<List<Entry>> resized(List<Entry> matching, int i, long change) {
        var entry = matching.get(i);
        if (entry instanceof ShadowPrice price && price.energy().millijoules() + change > 0) {
            return List.of(with(
                    matching,
                    i,
                    new ShadowPrice(price.vehicle(), new Energy(price.energy().millijoules() + change))));
        }
        if (entry instanceof Match match && match.forecastEnergy().millijoules() + change >= 0) {
            return List.of(with(
                    matching,
                    i,
                    new Match(
                            match.id(),
                            match.prosumer(),
                            match.vehicle(),
                            new Energy(match.forecastEnergy().millijoules() + change),
                            PRICE,
                            PRICE)));
        }
        if (entry instanceof MatchingResult result && change > 0) {
            String hash = result.certificate();
            return List.of(
                    with(matching, i, with(result, result.algorithm(), change, 0, 0, hash)),
                    with(matching, i, with(result, result.algorithm(), 0, change, 0, hash)),
                    with(matching, i, with(result, result.algorithm(), 0, 0, change, hash)),
                    with(matching, i, with(result, result.algorithm(), change, 0, change, hash)));
        }
        return List.of();
    }

    @Provide
    Arbitrary<ReplayedMarket> markets() {
        var amount = Arbitraries.longs().between(0, 20);
        var nets = Combinators.combine(amount, Arbitraries.of(-1, 1))
                .as((size, sign) -> size * sign)
                .list()
                .ofMaxSize(5);
        var batteries = Combinators.combine(amount, amount)
                .as((room, available) -> new long[] {room, available})
                .list()
                .ofMaxSize(4);
        return Combinators.combine(nets, batteries).as((wishes, cars) -> {
            List<ProsumerBid> prosumers = new ArrayList<>();
            wishes.forEach(net -> prosumers.add(Bids.net("L" + prosumers.size(), net)));
            List<VehicleBid> vehicles = new ArrayList<>();
            cars.forEach(car -> vehicles.add(Bids.vehicle("EV" + vehicles.size(), car[0], car[1])));
            return new ReplayedMarket(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
        });
    }
}
