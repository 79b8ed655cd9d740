package ems.ledger.replay;

import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;

import ems.market.bid.ProsumerBid;
import ems.market.bid.Rejection;
import ems.market.bid.VehicleBid;
import ems.market.fixture.Bids;
import ems.market.journal.Abandonment;
import ems.market.journal.PeriodOpened;
import ems.market.journal.VehicleStanding;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.ledger.TradingPartner;
import ems.market.matching.AgreedPrice;
import ems.market.matching.Certificate;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.FirstCome;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Match;
import ems.market.matching.MatchId;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingResult;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.matching.ShadowPrice;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.Entry;
import ems.market.rule.RuleReference;
import ems.market.settlement.InventoryEntry;
import ems.market.settlement.InventoryEntry.Cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an operator might claim of a matching, and what bids and shadow prices say to that. */
class MatchingReplayTest {

    private static final MatchingPeriod PERIOD = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));
    private static final GridPrices GRID =
            new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"));
    private static final AgreedPrice PRICE =
            new AgreedPrice(GRID.split(), new RuleReference("pricing", 2, "half way", "v1"));
    private static final RuleReference NO_PRICE = new RuleReference("pricing", 9, "no price", "v1");

    /** EV1 is wanted by all: without it the market would move 7 mJ less. */
    private static final Market SCARCE = new Market(
            List.of(Bids.surplus("L1", 3), Bids.surplus("L2", 10), Bids.demand("L3", 6)),
            List.of(Bids.vehicle("EV1", 10, 6), Bids.vehicle("EV2", 2, 1)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    /** One period's bids. */
    private record Market(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {

        MatchingProblem problem() {
            return new MatchingProblem(prosumers, vehicles, partners);
        }

        Matching optimal() {
            return new OptimalMatcher().match(problem());
        }

        List<Entry> enrolled() {
            List<Entry> entries = new ArrayList<>();
            prosumers.forEach(bid -> entries.add(new Enrolment(bid.prosumer(), Energy.ZERO)));
            for (VehicleBid bid : vehicles) {
                entries.add(new Enrolment(bid.vehicle(), bid.window().ceiling()));
                entries.add(new InventoryEntry(bid.vehicle(), Cause.JOINED, bid.inventory()));
            }
            partners.few()
                    .forEach((prosumer, few) ->
                            few.forEach(vehicle -> entries.add(new TradingPartner(prosumer, vehicle))));
            return entries;
        }

        List<Entry> bids() {
            List<Entry> entries = new ArrayList<>();
            entries.add(new PeriodOpened("v1", GRID));
            vehicles.forEach(
                    bid -> entries.add(new VehicleStanding(bid.vehicle(), true, Duration.ZERO, bid.inventory())));
            entries.addAll(prosumers);
            entries.addAll(vehicles);
            return entries;
        }

        /** The matching step as the market records it. */
        List<Entry> matching(Matching matching) {
            return matching("optimal", matching.pairs(), matching.certificate(), Optional.of(Money.ZERO));
        }

        List<Entry> greedyMatching(Matching matching) {
            return matching(
                    "greedy",
                    matching.pairs(),
                    matching.certificate(),
                    matching.optimum().map(best -> Money.ZERO));
        }

        /** Hash and sums are those of these pairs and prices, whoever made them up. */
        List<Entry> matching(
                String algorithm, List<Pairing> pairs, Certificate certificate, Optional<Money> greedyLoss) {
            List<Entry> entries = new ArrayList<>(certificate.shadowPrices());
            entries.add(new MatchingResult(
                    algorithm,
                    Pairing.forecastEnergy(pairs),
                    Pairing.forecastEnergy(FirstCome.pairs(problem())),
                    certificate.bound(problem()),
                    greedyLoss,
                    certificate.hash()));
            pairs.forEach(pair -> entries.add(match(pair)));
            return entries;
        }

        void replay(List<Entry> matching) {
            List<Entry> period = new ArrayList<>(bids());
            period.addAll(matching);
            replayOnly(period);
        }

        void replayOnly(List<Entry> period) {
            replay(enrolled(), period);
        }

        static void replay(List<Entry> enrolled, List<Entry> period) {
            var grid = new GridReplay();
            replay(grid.next(new PeriodKey(new GridId("home"), PERIOD.previous())), enrolled);
            replay(grid.next(new PeriodKey(new GridId("home"), PERIOD)), period);
        }

        private static void replay(BlockReplay block, List<Entry> entries) {
            entries.forEach(block::next);
            block.end();
        }

        void refuses(List<Entry> matching, String why) {
            assertThatIllegalArgumentException()
                    .as("%s", matching)
                    .isThrownBy(() -> replay(matching))
                    .withMessageContaining(why);
        }
    }

    private static Match match(Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        return new Match(MatchId.of(PERIOD, prosumer, vehicle), prosumer, vehicle, pair.forecastEnergy(), PRICE, PRICE);
    }

    private static List<Entry> with(List<Entry> entries, int place, Entry other) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(place, other);
        return changed;
    }

    private static List<Entry> without(List<Entry> entries, int place) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.remove(place);
        return changed;
    }

    private static MatchingResult result(List<Entry> entries) {
        return (MatchingResult) entries.get(place(entries));
    }

    private static int place(List<Entry> entries) {
        int place = 0;
        while (!(entries.get(place) instanceof MatchingResult)) {
            place++;
        }
        return place;
    }

    private static MatchingResult with(
            MatchingResult result, String algorithm, long forecast, long greedy, long bound, String certificate) {
        return new MatchingResult(
                algorithm,
                new Energy(result.forecastEnergy().millijoules() + forecast),
                new Energy(result.greedyEnergy().millijoules() + greedy),
                new Energy(result.bound().millijoules() + bound),
                result.greedyLoss(),
                certificate);
    }

    @Test
    void aProvedMatchingIsAccepted() {
        var matching = SCARCE.matching(SCARCE.optimal());
        assertThat(matching).hasAtLeastOneElementOfType(ShadowPrice.class);
        assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
    }

    @Test
    void aPeriodWithBidsIsMatchedOrAbandoned() {
        SCARCE.refuses(List.of(), "neither matched nor abandoned");
        assertThatCode(() -> SCARCE.replay(List.of(new Abandonment("the matching was skipped"))))
                .doesNotThrowAnyException();
    }

    /** The operator skipped the task that opens it: prosumers bid, no EV could, and there was nothing to match. */
    @Test
    void aPeriodThatWasNeverOpenedHasNoMatching() {
        assertThatCode(() -> SCARCE.replayOnly(List.copyOf(SCARCE.prosumers()))).doesNotThrowAnyException();
    }

    @Test
    void pairsThatLoseEnergyAreNotOptimal() {
        var l1 = new Pairing(SCARCE.prosumers().get(0), SCARCE.vehicles().get(0));
        var certificate = SCARCE.optimal().certificate();
        var worse = new Matching(List.of(l1), Optional.empty(), certificate);
        SCARCE.refuses(SCARCE.matching(worse), "it is not proved optimal");
    }

    @Test
    void greedyPairsCannotPassForOptimalOnes() {
        var greedy = new Matching(FirstCome.pairs(SCARCE.problem()), Optional.empty(), Certificate.WITHOUT_PRICES);
        SCARCE.refuses(SCARCE.matching(greedy), "it is not proved optimal");
    }

    @Test
    void theMarketHasTwoMatchers() {
        var best = SCARCE.optimal();
        for (String unknown : List.of("best", "Optimal", "optimal ")) {
            SCARCE.refuses(
                    SCARCE.matching(unknown, best.pairs(), best.certificate(), Optional.of(Money.ZERO)),
                    "the market has no matcher called '" + unknown + "'");
        }
        var greedy = FirstCome.pairs(SCARCE.problem());
        SCARCE.refuses(
                SCARCE.matching("fifo", greedy, Certificate.WITHOUT_PRICES, Optional.empty()),
                "the market has no matcher called 'fifo'");
    }

    @Test
    void whoFoundTheOptimumKnowsWhatGreedyLoses() {
        var best = SCARCE.optimal();
        SCARCE.refuses(
                SCARCE.matching("optimal", best.pairs(), best.certificate(), Optional.empty()),
                "who knows the optimal pairs");
    }

    @Test
    void greedyPeriodsAreAccepted() {
        for (Matcher matcher : List.of(new GreedyMatcher(), new ComparedWithOptimal())) {
            var matching = SCARCE.greedyMatching(matcher.match(SCARCE.problem()));
            assertThat(result(matching).algorithm()).isEqualTo("greedy");
            assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
        }
    }

    /** First come, first served makes pairs that move nothing: without them its energy is the same. */
    @Test
    void aGreedyPairThatMovesNothingIsMissed() {
        var idle = new Market(List.of(Bids.surplus("L1", 5)), List.of(Bids.vehicle("EV1", 0, 9)), SCARCE.partners());
        var matching = idle.greedyMatching(new GreedyMatcher().match(idle.problem()));
        assertThatCode(() -> idle.replay(matching)).doesNotThrowAnyException();
        idle.refuses(without(matching, matching.size() - 1), "first come, first served pairs L1 with EV1, too");
    }

    @Test
    void whatGreedyWouldHaveMovedFollowsFromTheBids() {
        var matching = SCARCE.matching(SCARCE.optimal());
        var result = result(matching);
        for (long change : List.of(-1L, 1L)) {
            var claim = with(result, "optimal", 0, change, 0, result.certificate());
            SCARCE.refuses(with(matching, place(matching), claim), "first come, first served would move");
        }
    }

    @Test
    void theHashIsThatOfTheShadowPrices() {
        var matching = SCARCE.matching(SCARCE.optimal());
        var claim = with(result(matching), "optimal", 0, 0, 0, Certificate.WITHOUT_PRICES.hash());
        SCARCE.refuses(with(matching, place(matching), claim), "the shadow prices before it have the hash");
    }

    @Test
    void anEvThatDoesNotBidHasNoShadowPrice() {
        var stranger = new Certificate(Map.of(new VehicleId("EV9"), new Energy(1)));
        List<Entry> entries = new ArrayList<>(stranger.shadowPrices());
        entries.add(with(result(SCARCE.matching(SCARCE.optimal())), "optimal", 0, 0, 0, stranger.hash()));
        SCARCE.refuses(entries, "EV9 has a shadow price and no bid");
    }

    @Test
    void aPairWithoutAPriceCountsForTheMatching() {
        var matching = SCARCE.matching(SCARCE.optimal());
        int last = matching.size() - 1;
        var match = (Match) matching.get(last);
        var prosumer = new Rejection(match.prosumer(), "no price", NO_PRICE);
        var vehicle = new Rejection(match.vehicle(), "no price", NO_PRICE);
        List<Entry> both = new ArrayList<>(with(matching, last, prosumer));
        both.add(vehicle);
        assertThatCode(() -> SCARCE.replay(both)).doesNotThrowAnyException();
        SCARCE.refuses(
                with(matching, last, prosumer), "the EV that was paired with " + match.prosumer() + " is missing");
        SCARCE.refuses(with(matching, last, vehicle), "the prosumer that was paired with " + match.vehicle());
        both.add(vehicle);
        SCARCE.refuses(both, match.vehicle() + " is in another pair");
    }

    /** Their pair trades nothing, but tells what an optimal matching was made of. */
    @Test
    void aPairWithoutAPriceIsNoneOfOutsiders() {
        var matching = SCARCE.matching(SCARCE.optimal());
        int last = matching.size() - 1;
        var match = (Match) matching.get(last);
        List<Entry> period = new ArrayList<>(SCARCE.bids());
        period.addAll(with(matching, last, new Rejection(match.prosumer(), "no price", NO_PRICE)));
        period.add(new Rejection(match.vehicle(), "no price", NO_PRICE));
        for (Party outsider : List.of(match.prosumer(), match.vehicle())) {
            List<Entry> enrolled = new ArrayList<>(SCARCE.enrolled());
            enrolled.add(new Revocation(outsider, "stolen"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Market.replay(enrolled, period))
                    .withMessageContaining(outsider.account() + " is not enrolled, or revoked");
        }
    }

    /** An EV that a later period has seen is refused after it bid, and before anyone is matched. */
    @Test
    void anEvThatIsRefusedInTimeIsNotMatched() {
        var refused = new VehicleId("EV1");
        var rest = new Market(SCARCE.prosumers(), SCARCE.vehicles().subList(1, 2), SCARCE.partners());
        List<Entry> matching = new ArrayList<>();
        matching.add(new Rejection(refused, "seen later", NO_PRICE));
        matching.addAll(rest.matching(rest.optimal()));
        assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
        SCARCE.refuses(rest.matching(rest.optimal()), "bids and shadow prices allow");
    }

    @Test
    void partnersThatWereEnrolledAreKept() {
        var own = TradingPartners.own(Map.of(new ProsumerId("L2"), new VehicleId("EV2")));
        var isolated = new Market(SCARCE.prosumers(), SCARCE.vehicles(), own);
        assertThatCode(() -> isolated.replay(isolated.matching(isolated.optimal())))
                .doesNotThrowAnyException();
        isolated.refuses(SCARCE.matching(SCARCE.optimal()), "bids and shadow prices allow");
        var matching = isolated.matching(isolated.optimal());
        int last = matching.size() - 1;
        isolated.refuses(
                with(
                        matching,
                        last,
                        match(new Pairing(
                                SCARCE.prosumers().get(1), SCARCE.vehicles().get(0)))),
                "L2 may not trade with EV1");
    }

    @Property(tries = 500)
    void everyTamperedMatchingIsRefused(@ForAll("markets") Market market) {
        refusesAllTampered(market, market.matching(market.optimal()));
    }

    @Property(tries = 300)
    void everyTamperedGreedyMatchingIsRefused(@ForAll("markets") Market market) {
        for (Matcher matcher : List.of(new GreedyMatcher(), new ComparedWithOptimal())) {
            refusesAllTampered(market, market.greedyMatching(matcher.match(market.problem())));
        }
    }

    private static void refusesAllTampered(Market market, List<Entry> matching) {
        assertThatCode(() -> market.replay(matching)).doesNotThrowAnyException();
        for (List<Entry> tampered : tampered(matching)) {
            market.refuses(tampered, "");
        }
    }

    /** A liar who computes hash and sums again, so that all he writes fits together: only proofs give him away. */
    @Property(tries = 500)
    void pricesThatProveTooLittleAreRefusedThoughAllFits(
            @ForAll("markets") Market market, @ForAll @Size(4) List<@LongRange(max = 20) Long> millijoules) {
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
    void worsePairsAreRefusedThoughAllFits(@ForAll("markets") Market market, @ForAll long seed) {
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
    void anAddedPairIsRefusedThoughAllFits(@ForAll("markets") Market market, @ForAll long seed) {
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

    private static List<Pairing> allPairs(Market market) {
        return market.prosumers().stream()
                .flatMap(prosumer -> market.vehicles().stream().map(vehicle -> new Pairing(prosumer, vehicle)))
                .toList();
    }

    /** Nobody in two of them. */
    private static List<Pairing> anyPairs(Market market, Random random) {
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
    Arbitrary<Market> markets() {
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
            return new Market(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
        });
    }
}
