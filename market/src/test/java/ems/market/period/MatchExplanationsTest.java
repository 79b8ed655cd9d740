package ems.market.period;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.fixture.ArrivalOrder;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.RandomMarket;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.MatchExplanation;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.Offer;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.FleetFill;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;

import static ems.market.fixture.Bids.demand;
import static ems.market.fixture.Bids.least;
import static ems.market.fixture.Bids.net;
import static ems.market.fixture.Bids.surplus;
import static ems.market.fixture.Bids.vehicle;
import static org.assertj.core.api.Assertions.assertThat;

class MatchExplanationsTest {

    private static final TradingPartners ALL = TradingPartners.EVERYONE_WITH_EVERYONE;
    private static final RuleReference RULE = RuleReference.ofCode("a rule");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");

    @Test
    void aScarceEvHasItsPriceAndTheBestOtherOneLosesByTheDifference() {
        var prosumers = List.of(surplus("A", kwh("0.060")), surplus("B", kwh("0.020")), surplus("Z0", kwh("0.090")));
        var vehicles = List.of(vehicle("EV1", kwh("0.080"), 0), vehicle("EV2", kwh("0.050"), 0));

        var whys = whys(prosumers, vehicles, ALL, new OptimalMatcher());

        // a second EV1 would serve A, and EV2 B: 0.080 + 0.060 + 0.020 instead of 0.130 kWh; a second EV2 would serve
        // B: 0.150
        assertThat(whys.get("Z0").chosen()).isEqualTo(offer("EV1", "0.080", "0.030"));
        assertThat(whys.get("Z0").lost()).contains(offer("EV2", "0.050", "0.020"));
        assertThat(whys.get("Z0").margin()).hasValue(kwh("0.020"));
        assertThat(whys.get("Z0").sentence())
                .isEqualTo(
                        "Z0 and EV1 move 0.080 kWh; a second EV like EV1 would add 0.030 kWh; the best other EV for Z0,"
                                + " EV2, moves 0.050 kWh at a price of 0.020 kWh, 0.020 kWh less gained");
        assertThat(whys.get("A").lost()).contains(offer("EV1", "0.060", "0.030"));
        assertThat(whys.get("A").margin()).hasValue(0);
        assertThat(whys.get("A").sentence()).endsWith("0.060 kWh at a price of 0.030 kWh, as much gained");
        assertThat(whys).doesNotContainKey("B");
    }

    /** Today the consumer's pair moves more; the producer's is taken, since what it stores will be worth 23.72 p/kWh. */
    @Test
    void underAHorizonPriceTheSentenceSaysWhatAStoredKilowattHourIsWorth() {
        var horizon = new HorizonEntry(new HorizonPrice(500), FleetFill.NONE);
        var opened = new PeriodOpened("v1", PaperGrid.PRICES);
        var record = record(
                List.of(surplus("Z0", kwh("0.060")), demand("L1", kwh("0.080"))),
                List.of(vehicle("EV1", kwh("0.100"), kwh("0.100")), vehicle("EV2", kwh("0.010"), 0)),
                ALL,
                new OptimalMatcher(),
                List.of(),
                Optional.of(horizon),
                List.of(opened));

        var why = only(MatchExplanations.of(record, ALL));

        assertThat(why.sentence())
                .isEqualTo(
                        "Z0 and EV1 move 0.060 kWh; a second EV like EV1 would add 0.040 kWh as counted; the best other EV"
                                + " for Z0, EV2, moves 0.010 kWh at no price, 0.035 kWh as counted less gained; a stored kWh is worth"
                                + " 23.7175 p/kWh here; what counts is energy stored times 1.500 and energy released times 0.500");
        assertThat(why.sentenceForMembers())
                .endsWith(
                        "; with another EV Z0 would have gained less; a stored kWh is worth 23.7175 p/kWh here; what counts"
                                + " is energy stored times 1.500 and energy released times 0.500");
        assertThat(why.margin()).hasValue(kwh("0.035"));
        assertThat(why.shadowPrice(why.chosen())).isEqualTo(new Energy(kwh("0.040")));
        assertThat(why.gain(why.chosen())).isEqualTo(kwh("0.050"));
    }

    @Test
    void whereEvsAreManyNoneHasAPrice() {
        var vehicles = List.of(
                vehicle("EV1", kwh("0.050"), 0), vehicle("EV2", kwh("0.067"), 0), vehicle("EV3", kwh("0.067"), 0));

        var why = whys(List.of(surplus("Z0", kwh("0.067"))), vehicles, ALL, new OptimalMatcher())
                .get("Z0");

        assertThat(why.chosen().vehicle()).isNotEqualTo(EV1);
        assertThat(why.margin()).hasValue(0);
        assertThat(why.sentence())
                .startsWith("Z0 and " + why.chosen().vehicle() + " move 0.067 kWh; a second EV like "
                        + why.chosen().vehicle() + " would add nothing; the best other EV for Z0, ")
                .endsWith(", moves 0.067 kWh at no price, as much gained");
    }

    @Test
    void aTieOfOtherEvsGoesToTheFirstName() {
        var vehicles = List.of(vehicle("EV3", 40, 0), vehicle("EV2", 40, 0), vehicle("EV1", 90, 0));

        var why = whys(List.of(surplus("Z0", 90)), vehicles, ALL, new OptimalMatcher())
                .get("Z0");

        assertThat(why.lost()).map(Offer::vehicle).contains(EV2);
        assertThat(why.margin()).hasValue(50);
    }

    @Test
    void theOnlyEvHasNoRival() {
        var why = whys(
                        List.of(demand("L1", 50), demand("L2", 30)),
                        List.of(vehicle("EV1", 0, 40)),
                        ALL,
                        new OptimalMatcher())
                .get("L1");

        assertThat(why.lost()).isEmpty();
        assertThat(why.margin()).isEqualTo(OptionalLong.empty());
        assertThat(why.sentence())
                .isEqualTo(
                        "L1 and EV1 move less than 0.001 kWh; a second EV like EV1 would add less than 0.001 kWh; no other"
                                + " EV could trade with L1");
    }

    @Test
    void anEvThatNeedsMorePowerThanTheHomeHasIsThereAndCouldNotTrade() {
        var why = whys(
                        List.of(surplus("L1", 60)),
                        List.of(vehicle("EV1", 60, 0), vehicle("EV2", 600, 0, least(2, 0))),
                        ALL,
                        new OptimalMatcher())
                .get("L1");

        assertThat(why.chosen().vehicle()).isEqualTo(EV1);
        assertThat(why.sentence()).endsWith("; no other EV could trade with L1");
    }

    @Test
    void aProsumerWithAnEvOfItsOwnIsComparedWithNoOther() {
        var partners = TradingPartners.own(Map.of(new ProsumerId("A"), EV1));
        var vehicles = List.of(vehicle("EV1", 10, 0), vehicle("EV2", 100, 0));

        var whys = whys(List.of(surplus("A", 100), surplus("B", 50)), vehicles, partners, new OptimalMatcher());

        assertThat(whys.get("A").lost()).isEmpty();
        assertThat(whys.get("B").lost()).map(Offer::vehicle).contains(EV1);
    }

    @Test
    void theBestOfSeveralPartnersIsNamed() {
        var partners = new TradingPartners(Map.of(new ProsumerId("A"), Set.of(EV1, EV2)));
        var vehicles = List.of(vehicle("EV1", 10, 0), vehicle("EV2", 40, 0), vehicle("EV3", 100, 0));

        var why = whys(List.of(surplus("A", 100)), vehicles, partners, new OptimalMatcher())
                .get("A");

        assertThat(why.chosen().vehicle()).isEqualTo(EV2);
        assertThat(why.lost()).contains(new Offer(EV1, new Energy(10), Energy.ZERO));
        assertThat(why.margin()).hasValue(30);
    }

    @Test
    void aGreedyPairMayLoseAgainstTheEvItDidNotLookAt() {
        var prosumers = List.of(surplus("Z0", kwh("0.067")));
        var vehicles = List.of(vehicle("EV1", kwh("0.020"), 0), vehicle("EV2", kwh("0.060"), 0));

        var compared = whys(prosumers, vehicles, ALL, new ComparedWithOptimal()).get("Z0");
        var fallback = whys(prosumers, vehicles, ALL, new GreedyMatcher()).get("Z0");

        // a second EV2 would add nothing: Z0 has one EV at a time
        assertThat(compared.lost()).contains(offer("EV2", "0.060", "0"));
        assertThat(compared.margin()).hasValue(-kwh("0.040"));
        assertThat(fallback.priced()).isFalse();
        assertThat(fallback.margin()).hasValue(-kwh("0.040"));
        assertThat(fallback.sentence())
                .isEqualTo(
                        "Z0 and EV1 move 0.020 kWh; first come, first served, nobody looked for shadow prices; the best"
                                + " other EV for Z0, EV2, moves 0.060 kWh, 0.040 kWh more gained");
    }

    @Test
    void aComparedGreedyPairMayHaveAMarginBelowNothing() {
        var prosumers = List.of(surplus("small", 10), surplus("large", 100));
        var vehicles = List.of(vehicle("EV1", 100, 0), vehicle("EV2", 50, 0));

        var whys = whys(prosumers, vehicles, ALL, new ComparedWithOptimal());

        // everyone could be served by now: a second EV of either kind would move nothing more
        assertThat(whys.get("small").chosen()).isEqualTo(new Offer(EV1, new Energy(10), Energy.ZERO));
        assertThat(whys.get("small").margin()).hasValue(0);
        assertThat(whys.get("large").margin()).hasValue(-50);
    }

    @Test
    void anEvThatWasRefusedBeforeTheMatchIsNoAlternative() {
        var prosumers = List.of(surplus("A", 90));
        var late = vehicle("EV2", 80, 0);
        var record = record(prosumers, List.of(vehicle("EV1", 50, 0)), ALL, new OptimalMatcher(), List.of(late));

        assertThat(MatchExplanations.problem(record, ALL).vehicles()).doesNotContain(late);
        assertThat(only(MatchExplanations.of(record, ALL)).lost()).isEmpty();
    }

    @Test
    void anEvThatTheRulesGaveNoPriceAfterwardsWasAmongThoseThatBid() {
        var grid = PaperGrid.of(List.of(new ProsumerId("A")), PaperGrid.car(EV1), PaperGrid.car(EV2))
                .opened(Energy.ofKilowattHours("50"));
        var key = PaperGrid.period(0);
        var record = grid.measured(new ProsumerId("A"), key, PaperGrid.surplus("0.010"))
                .parked(EV1, key)
                .parked(EV2, key)
                .match(key);
        var steps = new ArrayList<>(record.steps());
        var match = steps.remove(steps.size() - 1);
        List<Entry> entries = new ArrayList<>(match.entries());
        entries.add(new Rejection(EV2, "no price", RULE));

        var later = new PeriodRecord(key, steps).with(new StepRecord(Step.MATCH, entries));

        assertThat(MatchExplanations.problem(later, ALL).vehicles()).hasSize(2);
        assertThat(MatchExplanations.of(later, ALL)).isEqualTo(MatchExplanations.of(record, ALL));
    }

    @Test
    void aPeriodThatWasNotMatchedHasNothingToExplain() {
        assertThat(MatchExplanations.of(PeriodRecord.blank(PaperGrid.period(0)), ALL))
                .isEmpty();
    }

    @Property(tries = 1_000)
    void inAnOptimalMatchingNobodyGainsMoreWithAnotherEv(
            @ForAll @Size(max = 6) List<@LongRange(min = -12, max = 12) Long> nets,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 168) Integer> amounts,
            @ForAll("lists") List<Set<Integer>> lists) {
        List<ProsumerBid> prosumers = new ArrayList<>();
        nets.forEach(millijoules -> prosumers.add(net("P" + prosumers.size(), millijoules)));
        List<VehicleBid> vehicles = new ArrayList<>();
        amounts.forEach(both -> vehicles.add(vehicle("EV" + vehicles.size(), both % 13, both / 13)));
        var partners = partners(prosumers, vehicles, lists);
        var record = record(prosumers, vehicles, partners, new OptimalMatcher(), List.of());

        MatchExplanations.of(record, partners).forEach((match, why) -> {
            assertThat(why.chosen().gain()).isNotNegative();
            assertThat(why.margin().orElse(0)).isNotNegative();
        });
    }

    @Property(tries = 300)
    void inEveryOptimalPeriodOfAWholeMarketTheBestOtherEvLost(@ForAll("markets") RandomMarket market) {
        var grid = market.run(new OptimalMatcher(), ArrivalOrder.LAST_LISTED_FIRST);
        for (PeriodRecord record : grid.journal().all()) {
            var whys = MatchExplanations.of(record, ALL);
            assertThat(whys.keySet())
                    .containsExactlyElementsOf(
                            record.all(Match.class).stream().map(Match::id).toList());
            assertThat(whys.values()).allSatisfy(why -> {
                assertThat(why.margin().orElse(0)).isNotNegative();
                assertThat(why.sentence()).doesNotContain("more gained");
            });
        }
    }

    private static TradingPartners partners(
            List<ProsumerBid> prosumers, List<VehicleBid> vehicles, List<Set<Integer>> lists) {
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        for (int i = 0; i < prosumers.size() && i < lists.size(); i++) {
            Set<VehicleId> some = new HashSet<>();
            lists.get(i).stream()
                    .filter(j -> j < vehicles.size())
                    .forEach(j -> some.add(vehicles.get(j).vehicle()));
            if (!some.isEmpty()) {
                few.put(prosumers.get(i).prosumer(), some);
            }
        }
        return new TradingPartners(few);
    }

    private static Map<String, MatchExplanation> whys(
            List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners, Matcher matcher) {
        var record = record(prosumers, vehicles, partners, matcher, List.of());
        Map<String, MatchExplanation> byProsumer = new LinkedHashMap<>();
        MatchExplanations.of(record, partners)
                .forEach((match, why) -> byProsumer.put(why.prosumer().text(), why));
        return byProsumer;
    }

    private static MatchExplanation only(Map<MatchId, MatchExplanation> whys) {
        assertThat(whys).hasSize(1);
        return whys.values().iterator().next();
    }

    /** As the market would record it; the late EVs bid and were refused before the match. */
    private static PeriodRecord record(
            List<ProsumerBid> prosumers,
            List<VehicleBid> free,
            TradingPartners partners,
            Matcher matcher,
            List<VehicleBid> late) {
        return record(prosumers, free, partners, matcher, late, Optional.empty(), List.of());
    }

    private static PeriodRecord record(
            List<ProsumerBid> prosumers,
            List<VehicleBid> free,
            TradingPartners partners,
            Matcher matcher,
            List<VehicleBid> late,
            Optional<HorizonEntry> horizon,
            List<Entry> opened) {
        var key = PaperGrid.period(0);
        var problem = new MatchingProblem(prosumers, free, partners, horizon.map(HorizonEntry::price));
        var matching = matcher.match(problem);
        List<Entry> entries = new ArrayList<>();
        late.forEach(bid -> entries.add(new Rejection(bid.vehicle(), "a later period has begun with it", RULE)));
        entries.addAll(matching.certificate().shadowPrices());
        entries.add(new MatchingResult(
                matcher.algorithm(),
                Pairing.forecastEnergy(matching.pairs()),
                Energy.ZERO,
                matching.certificate().bound(problem),
                matching.optimum().map(best -> Money.ZERO),
                matching.certificate().hash()));
        var price = new AgreedPrice(PaperGrid.PRICES.split(), RULE);
        matching.pairs().forEach(pair -> {
            var prosumer = pair.prosumer().prosumer();
            var vehicle = pair.vehicle().vehicle();
            entries.add(new Match(
                    MatchId.of(key.period(), prosumer, vehicle),
                    prosumer,
                    vehicle,
                    pair.forecastEnergy(),
                    price,
                    price));
        });
        List<Entry> bids = new ArrayList<>(free);
        bids.addAll(late);
        horizon.ifPresent(bids::add);
        return PeriodRecord.blank(key)
                .with(new StepRecord(Step.COLLECT_BIDS, opened))
                .with(new StepRecord(Step.FORECAST, List.copyOf(prosumers)))
                .with(new StepRecord(Step.VERIFY_AND_LIMIT, bids))
                .with(new StepRecord(Step.MATCH, entries));
    }

    private static Offer offer(String vehicle, String energy, String price) {
        return new Offer(new VehicleId(vehicle), new Energy(kwh(energy)), new Energy(kwh(price)));
    }

    private static long kwh(String kilowattHours) {
        return Energy.ofKilowattHours(kilowattHours).millijoules();
    }

    @Provide
    Arbitrary<List<Set<Integer>>> lists() {
        return Arbitraries.integers().between(0, 5).set().ofMaxSize(3).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<RandomMarket> markets() {
        return RandomMarket.any();
    }
}
