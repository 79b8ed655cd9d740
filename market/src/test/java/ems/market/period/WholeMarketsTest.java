package ems.market.period;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

import ems.market.fixture.ArrivalOrder;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.RandomMarket;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.OptimalMatcher;
import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever houses and cars do: nothing is lost, nobody is cheated, and the order of arrival decides nothing. */
class WholeMarketsTest {

    /** In = out + stored, and each line's debit is its credit: line by line against an account kept here. */
    @Property(tries = 1_500)
    @StatisticsReport(StatisticsReportMode.OFF)
    void energyAndMoneyAreConserved(@ForAll("markets") RandomMarket market, @ForAll("matchers") Matcher matcher) {
        var grid = market.run(matcher, ArrivalOrder.AS_LISTED);
        Map<VehicleId, EnergyInventory> held = new HashMap<>();
        for (PeriodRecord record : grid.journal().all()) {
            record.entries().forEach(entry -> book(held, entry));
            assertThat(sumOverAllAccounts(record, market)).isEqualTo(Money.ZERO);
            assertThat(soldEnergy(record)).isEqualTo(exchangedEnergy(record));
        }
        held.forEach((vehicle, inventory) ->
                assertThat(grid.journal().inventory(PaperGrid.GRID, vehicle)).contains(inventory));
        Statistics.label("a whole day traded both ways")
                .collect(lines(grid).map(SettlementLine::flow).distinct().count() == 2)
                .coverage(share -> share.check(true).percentage(percent -> percent > 5));
    }

    /** Joining, driving and charging outside are taken over; what the market itself settles is added up again. */
    private static void book(Map<VehicleId, EnergyInventory> held, Entry entry) {
        if (entry instanceof SettlementLine line) {
            boolean storing = line.flow() == Flow.STORED;
            var vehicle = (VehicleId) (line.debit() instanceof VehicleId ? line.debit() : line.credit());
            var before = held.get(vehicle);
            held.put(
                    vehicle,
                    storing
                            ? new EnergyInventory(
                                    before.energy().plus(line.energy()),
                                    before.value().minus(line.effectOn(vehicle)))
                            : new EnergyInventory(
                                    before.energy().minus(line.energy()),
                                    before.value().minus(line.bookValue())));
        } else if (entry instanceof InventoryEntry inventory) {
            var before = held.put(inventory.vehicle(), inventory.inventory());
            if (inventory.cause() == Cause.SETTLED) {
                assertThat(inventory.inventory()).isEqualTo(before);
            } else if (inventory.cause() == Cause.DRIVEN) {
                Energy driven = before.energy().minus(inventory.inventory().energy());
                assertThat(inventory.inventory()).isEqualTo(before.taken(driven));
            }
        }
    }

    private static Money sumOverAllAccounts(PeriodRecord record, RandomMarket market) {
        return market.parties()
                .flatMap(party -> record.all(SettlementLine.class).stream().map(line -> line.effectOn(party)))
                .reduce(Money.ZERO, Money::plus);
    }

    private static Map<Flow, Energy> soldEnergy(PeriodRecord record) {
        return record.all(SettlementLine.class).stream()
                .collect(groupingBy(SettlementLine::flow, reducing(Energy.ZERO, SettlementLine::energy, Energy::plus)));
    }

    private static Map<Flow, Energy> exchangedEnergy(PeriodRecord record) {
        return record.all(Exchange.class).stream()
                .collect(groupingBy(Exchange::flow, reducing(Energy.ZERO, Exchange::energy, Energy::plus)));
    }

    @Property(tries = 1_000)
    void everyExchangeKeepsToTheMeterTheWindowTheChargerAndTheLeastPower(
            @ForAll("markets") RandomMarket market, @ForAll("matchers") Matcher matcher) {
        var grid = market.run(matcher, ArrivalOrder.AS_LISTED);
        for (PeriodRecord record : grid.journal().all()) {
            for (Match match : record.all(Match.class)) {
                var bid = record.all(VehicleBid.class).stream()
                        .filter(candidate -> candidate.vehicle().equals(match.vehicle()))
                        .findFirst()
                        .orElseThrow();
                keepsToItsBounds(grid, record, match, bid);
                assertThat(bid.suits(record.bid(match.prosumer()).orElseThrow().forecast()))
                        .isTrue();
            }
        }
    }

    private static void keepsToItsBounds(PaperGrid grid, PeriodRecord record, Match match, VehicleBid bid) {
        Energy held = bid.inventory().energy();
        Set<Integer> samples = new HashSet<>();
        for (Exchange exchange : record.all(Exchange.class)) {
            if (!exchange.match().equals(match.id())) {
                continue;
            }
            var start = record.key().period().sampleStart(exchange.sample());
            var net = grid.telemetry().sample(match.prosumer(), start).orElseThrow();
            boolean storing = exchange.flow() == Flow.STORED;
            assertThat(samples.add(exchange.sample())).isTrue();
            assertThat(net.isSurplus()).isEqualTo(storing);
            assertThat(exchange.energy()).isLessThanOrEqualTo(net.energy());
            assertThat(grid.telemetry().pluggedIn(match.vehicle(), start)).isTrue();
            assertThat(storing ? bid.permission().mayStore() : bid.permission().mayRelease())
                    .isTrue();
            bid.chargerLimit()
                    .ifPresent(limit ->
                            assertThat(exchange.energy()).isLessThanOrEqualTo(Energy.of(limit, MatchingPeriod.SAMPLE)));
            assertThat(exchange.energy()).isGreaterThanOrEqualTo(bid.least(exchange.flow(), MatchingPeriod.SAMPLE));
            held = storing ? held.plus(exchange.energy()) : held.minus(exchange.energy());
            if (storing) {
                assertThat(held).isLessThanOrEqualTo(bid.window().ceiling());
            } else {
                assertThat(held).isGreaterThanOrEqualTo(bid.window().floor());
            }
        }
    }

    @Property(tries = 500)
    void everyMatchIsOneToOneAtPricesThatSuitBoth(
            @ForAll("markets") RandomMarket market, @ForAll("matchers") Matcher matcher) {
        var grid = market.run(matcher, ArrivalOrder.AS_LISTED);
        Set<VehicleId> hasBid = new HashSet<>();
        for (PeriodRecord record : grid.journal().all()) {
            assertThat(record.all(Match.class)).extracting(Match::prosumer).doesNotHaveDuplicates();
            assertThat(record.all(Match.class)).extracting(Match::vehicle).doesNotHaveDuplicates();
            assertThat(record.all(Match.class)).allSatisfy(match -> {
                assertThat(PaperGrid.PRICES.suit(match.storing().price())).isTrue();
                assertThat(PaperGrid.PRICES.suit(match.releasing().price())).isTrue();
            });
            assertThat(record.all(SettlementLine.class))
                    .filteredOn(line -> line.flow() == Flow.RELEASED)
                    .allMatch(line -> hasBid.contains(line.credit()));
            record.all(VehicleBid.class).forEach(bid -> hasBid.add(bid.vehicle()));
        }
    }

    @Property(tries = 500)
    void theOrderOfArrivalIsIrrelevantToOptimalMatching(@ForAll("markets") RandomMarket market) {
        var inOrder = market.run(new OptimalMatcher(), ArrivalOrder.AS_LISTED);
        var reversed = market.run(new OptimalMatcher(), ArrivalOrder.LAST_LISTED_FIRST);
        var relisted = market.relisted().run(new OptimalMatcher(), ArrivalOrder.AS_LISTED);
        assertThat(outcomes(reversed)).isEqualTo(outcomes(inOrder));
        assertThat(outcomes(relisted)).isEqualTo(outcomes(inOrder));
    }

    /** What happened, period by period, without the order in which it was listed. */
    private static List<Set<Entry>> outcomes(PaperGrid grid) {
        return grid.journal().all().stream()
                .map(record -> record.entries()
                        .filter(entry -> !(entry instanceof MatchingResult))
                        .collect(toSet()))
                .toList();
    }

    private static Stream<SettlementLine> lines(PaperGrid grid) {
        return grid.journal().all().stream().flatMap(record -> record.all(SettlementLine.class).stream());
    }

    @Provide
    Arbitrary<RandomMarket> markets() {
        return RandomMarket.any();
    }

    @Provide
    Arbitrary<Matcher> matchers() {
        return Arbitraries.of(new GreedyMatcher(), new OptimalMatcher());
    }
}
