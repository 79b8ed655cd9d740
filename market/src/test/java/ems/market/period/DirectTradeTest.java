package ems.market.period;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

import ems.market.bill.BillSum;
import ems.market.bill.Booking;
import ems.market.bill.Bookings;
import ems.market.fixture.ArrivalOrder;
import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.fixture.PerfectForesight;
import ems.market.fixture.RandomMarket;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.OptimalMatcher;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.BookedLine;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.telemetry.LateReading;

import static ems.market.fixture.PaperGrid.demand;
import static ems.market.fixture.PaperGrid.surplus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Two homes with a surplus, one with a demand, and a car for one of the three. */
class DirectTradeTest {

    private static final PeriodKey KEY = PaperGrid.period(0);
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final ProsumerId L3 = new ProsumerId("L3");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchId L2_TO_L3 = MatchId.of(KEY.period(), L2, L3);

    private static final Map<ProsumerId, NetEnergy> NET =
            Map.of(L1, surplus("0.02"), L2, surplus("0.01"), L3, demand("0.015"));

    private static PaperGrid unmeasured(PaperRules rules) {
        return new PaperGrid(
                        PaperGrid.of(List.of(L1, L2, L3), PaperGrid.car(EV1)).members(), rules)
                .with(DirectTrade.LEFTOVERS)
                .opened(Energy.ofKilowattHours("40"))
                .parked(EV1, KEY);
    }

    private static PaperGrid grid(PaperRules rules) {
        var grid = unmeasured(rules);
        NET.forEach((home, net) -> grid.measured(home, KEY, net));
        return grid;
    }

    @Test
    void homesThatTheEvLeavesTradeHalfwayBetweenTheGridsPrices() {
        var period = grid(new PaperRules()).run(KEY);
        assertThat(period.all(Match.class)).extracting(Match::prosumer).containsExactly(L1);
        var moved = Energy.ofKilowattHours("0.06");
        assertThat(period.all(DirectResult.class)).containsExactly(new DirectResult(moved));
        var match = period.directMatch(L2_TO_L3).orElseThrow();
        assertThat(period.directMatch(L2)).contains(match);
        assertThat(period.directMatch(L3)).contains(match);
        assertThat(period.directMatch(L1)).isEmpty();
        assertThat(match.forecastEnergy()).isEqualTo(moved);
        assertThat(match.price().price()).isEqualTo(PaperGrid.PRICES.split());
        assertThat(period.directExchanges(L2_TO_L3))
                .hasSize(MatchingPeriod.SAMPLES)
                .allMatch(each -> each.energy().equals(Energy.ofKilowattHours("0.01")));
        assertThat(period.all(DirectLine.class))
                .containsExactly(new DirectLine(
                        L2_TO_L3, L2, L3, moved, match.price(), Money.of(moved, PaperGrid.PRICES.split())));
    }

    /** 0.06 kWh at 11.545 p/kWh more than the grid pays, and less than it asks. */
    @Test
    void bothGainHalfOfWhatTheGridWouldHaveKept() {
        var period = grid(new PaperRules()).run(KEY);
        Map<Party, BillSum> bills = new HashMap<>();
        for (Booking booking : Bookings.of(period, earlier -> Optional.empty())) {
            bills.merge(booking.party(), BillSum.of(booking), BillSum::plus);
        }
        long moved = Energy.ofKilowattHours("0.06").millijoules();
        var paid = new Money(1_076_700);
        var gained = new Money(692_700);
        assertThat(bills.get(L2)).isEqualTo(new BillSum(1, 0, 0, moved, Money.ZERO, paid, gained));
        assertThat(bills.get(L3)).isEqualTo(new BillSum(1, 0, moved, 0, paid, Money.ZERO, gained));
    }

    @Test
    void aChangeIsRecordedOnceAndHoldsFromTheNextPeriodOn() {
        var grid = grid(new PaperRules());
        var enrolled = grid.journal().read(new PeriodKey(PaperGrid.GRID, PaperGrid.FIRST.previous()));
        assertThat(enrolled.all(DirectTradeSetting.class))
                .extracting(DirectTradeSetting::trade)
                .containsExactly(DirectTrade.LEFTOVERS);
        var last = grid.with(DirectTrade.NONE).run(KEY);
        assertThat(last.all(DirectTradeSetting.class))
                .extracting(DirectTradeSetting::trade)
                .containsExactly(DirectTrade.NONE);
        assertThat(last.all(DirectMatch.class)).hasSize(1);
        var next = PaperGrid.period(1);
        NET.forEach((home, net) -> grid.measured(home, next, net));
        var without = grid.parked(EV1, next).run(next);
        assertThat(without.all(DirectTradeSetting.class)).isEmpty();
        assertThat(without.all(Match.class)).hasSize(1);
        assertThat(without.all(DirectResult.class)).isEmpty();
    }

    @Test
    void aGridThatNeverHadItRecordsNothingOfIt() {
        var grid = new PaperGrid(PaperGrid.of(List.of(L1), PaperGrid.car(EV1)).members())
                .opened(Energy.ofKilowattHours("40"));
        grid.run(KEY);
        assertThat(grid.journal().all())
                .hasSize(2)
                .allSatisfy(record ->
                        assertThat(record.all(DirectTradeSetting.class)).isEmpty());
    }

    @Test
    void homesWithoutAPriceAreRefusedAndTradeWithTheGrid() {
        var rules = new PaperRules().pricing(question -> PaperRules.refused("pricing", "no sun, no price"));
        var period = grid(rules).run(KEY);
        assertThat(period.all(Rejection.class))
                .extracting(Rejection::party, Rejection::reason)
                .containsExactly(
                        tuple(L1, "no sun, no price"),
                        tuple(EV1, "no sun, no price"),
                        tuple(L2, "no sun, no price"),
                        tuple(L3, "no sun, no price"));
        assertThat(period.all(DirectLine.class)).isEmpty();
    }

    /** The first sample is not known of one, in the second the seller needs energy itself. */
    @Test
    void onlyWhatBothMetersShowAtOnceMoves() {
        var truth = new InMemoryTelemetry();
        var grid = unmeasured(new PaperRules()).with(new PerfectForesight(truth));
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var at = KEY.period().sampleStart(sample);
            NET.forEach((home, net) -> truth.accept(home, at, net));
            grid.telemetry().accept(L1, at, surplus("0.02"));
            grid.telemetry().accept(L2, at, sample == 1 ? demand("0.01") : surplus("0.01"));
            if (sample > 0) {
                grid.telemetry().accept(L3, at, demand(sample == 2 ? "0.004" : "0.015"));
            }
        }
        var period = grid.run(KEY);
        assertThat(period.all(DirectExchange.class))
                .extracting(DirectExchange::sample, DirectExchange::energy)
                .containsExactly(
                        tuple(2, Energy.ofKilowattHours("0.004")),
                        tuple(3, Energy.ofKilowattHours("0.01")),
                        tuple(4, Energy.ofKilowattHours("0.01")),
                        tuple(5, Energy.ofKilowattHours("0.01")));
    }

    @Test
    void aLateReadingOfOneOfTheTwoIsRefusedWithItsReason() {
        var grid = grid(new PaperRules());
        grid.run(KEY);
        var late = new LateReading(KEY.period(), L3);
        grid.late().add(late);
        grid.parked(EV1, PaperGrid.period(1)).run(PaperGrid.period(1));
        assertThat(grid.late().refused())
                .containsEntry(late, "it was paired with L2, and what homes exchange with each other is settled once");
    }

    @Test
    void aLateReadingOfAnAbandonedPeriodHearsThatNothingWasBooked() {
        var grid = grid(new PaperRules());
        grid.match(KEY);
        assertThat(grid.journal().read(KEY).directMatch(L3)).isPresent();
        grid.market().abandon(KEY, "enough");
        var late = new LateReading(KEY.period(), L3);
        grid.late().add(late);
        grid.parked(EV1, PaperGrid.period(1)).run(PaperGrid.period(1));
        assertThat(grid.late().refused()).containsEntry(late, "its period was abandoned, nothing was booked in it");
    }

    /** No home sells or buys more than its meter shows, whomever it trades with, and no penny is lost between two. */
    @Property(tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void energyAndMoneyClose(@ForAll("markets") RandomMarket market, @ForAll("matchers") Matcher matcher) {
        var grid = market.run(matcher, ArrivalOrder.AS_LISTED, DirectTrade.LEFTOVERS);
        boolean direct = false;
        for (PeriodRecord record : grid.journal().all()) {
            direct |= !record.all(DirectLine.class).isEmpty();
            long forecast = record.all(DirectMatch.class).stream()
                    .mapToLong(match -> match.forecastEnergy().millijoules())
                    .sum();
            assertThat(record.all(DirectResult.class))
                    .extracting(DirectResult::forecastEnergy)
                    .hasSize(record.has(Step.MATCH) ? 1 : 0)
                    .allMatch(new Energy(forecast)::equals);
            assertThat(sumOverMembers(record, market)).isEqualTo(Money.ZERO);
            for (DirectMatch match : record.all(DirectMatch.class)) {
                keepsToBothMeters(grid, record, match);
            }
        }
        Statistics.label("homes traded with homes")
                .collect(direct)
                .coverage(share -> share.check(true).percentage(percent -> percent > 5));
    }

    private static Money sumOverMembers(PeriodRecord record, RandomMarket market) {
        Money sum = Money.ZERO;
        for (Party party : market.parties().toList()) {
            for (BookedLine line : record.all(SettlementLine.class)) {
                sum = sum.plus(line.effectOn(party));
            }
            for (BookedLine line : record.all(DirectLine.class)) {
                sum = sum.plus(line.effectOn(party));
            }
        }
        return sum;
    }

    private static void keepsToBothMeters(PaperGrid grid, PeriodRecord record, DirectMatch match) {
        assertThat(record.match(match.seller())).isEmpty();
        assertThat(record.match(match.buyer())).isEmpty();
        Energy moved = Energy.ZERO;
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var at = record.key().period().sampleStart(sample);
            var surplus = grid.telemetry().sample(match.seller(), at).map(NetEnergy::surplus);
            var demand = grid.telemetry().sample(match.buyer(), at).map(NetEnergy::demand);
            int number = sample;
            var energy = surplus.flatMap(some -> demand.map(some::min)).orElse(Energy.ZERO);
            assertThat(record.directExchanges(match.id()).stream()
                            .filter(exchange -> exchange.sample() == number)
                            .map(DirectExchange::energy)
                            .findFirst()
                            .orElse(Energy.ZERO))
                    .isEqualTo(energy);
            moved = moved.plus(energy);
        }
        var booked = moved;
        assertThat(record.all(DirectLine.class).stream()
                        .filter(line -> line.match().equals(match.id()))
                        .map(DirectLine::energy)
                        .reduce(Energy.ZERO, Energy::plus))
                .isEqualTo(booked);
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
