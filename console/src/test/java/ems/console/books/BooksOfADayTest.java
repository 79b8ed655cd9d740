package ems.console.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ems.console.decision.Rounded;
import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.console.fixture.Pictures;
import ems.market.bill.BatteryFlows;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BooksOfADayTest {

    private static final MetersUntil METERS = MetersUntil.sunny(FiveHomes.NOON.end());

    @Test
    void aSettledPeriodSavesTheProsumersWhatTheGridWouldHaveKept() {
        var books = PeriodBooks.of(settled(FiveHomes.NOON));

        // stored 7.178 kW for 60 s, 11.545 p/kWh better than the grid; released 1.905 kW, 5.994 p/kWh better
        assertThat(books.stored()).isEqualTo(new Energy(7_178_000L * 60));
        assertThat(books.released()).isEqualTo(new Energy(1_905_000L * 60));
        assertThat(books.prosumersSaved().micropence()).isCloseTo(1_381_167 + 190_310, within(6L));
        // stored 7.178 kW for 60 s, at 23.09 p/kWh; released: nothing
        assertThat(books.gridCostSaved().micropence()).isCloseTo(2_762_333, within(6L));
        assertThat(books.mismatchMillijoules()).isZero();
        assertThat(books.mismatchMicropence()).isZero();
    }

    @Test
    void anEvEarnsWhatItIsPaidAboveTheCostOfItsEnergy() {
        var released = lines(settled(FiveHomes.NOON)).stream()
                .filter(line -> line.flow() == Flow.RELEASED)
                .toList();

        assertThat(PeriodBooks.of(settled(FiveHomes.NOON)).vehiclesEarned())
                .isEqualTo(released.stream()
                        .map(line -> line.amount().minus(line.bookValue()))
                        .reduce(Money.ZERO, Money::plus));
    }

    @Test
    void aLineThatBooksAMillijouleTooMuchIsAMismatchOfBothItsRecords() {
        var wrong = changed(settled(FiveHomes.NOON), 0, 1);

        // it differs from the exchanges by 1 mJ, and from the EV's inventory by 1 mJ
        assertThat(PeriodBooks.of(wrong).mismatchMillijoules()).isEqualTo(2);
    }

    @Test
    void twoOppositeMistakesDoNotHideEachOther() {
        var wrong = changed(changed(settled(FiveHomes.NOON), 0, 5), 2, -5);

        assertThat(PeriodBooks.of(wrong).mismatchMillijoules()).isEqualTo(20);
    }

    @Test
    void aPeriodIsAddedOnceHoweverOftenItIsAdded() {
        var day = new DaySoFar();
        add(day, settled(FiveHomes.NOON));
        add(day, settled(FiveHomes.NOON));

        assertThat(day.totals(Pictures.CLOCK, 0, 0).periods()).isEqualTo(1);
        assertThat(day.totals(Pictures.CLOCK, 0, 0).storedKwh()).isEqualTo("0.119633");
    }

    /** Each EV by itself: one that stored hides nothing of another that released. */
    @Test
    void whatAnEvReleasesBeyondWhatItStoredTodayIsToldApart() {
        var flows = lines(settled(FiveHomes.NOON)).stream()
                .collect(Collectors.groupingBy(
                        SettlementLine::vehicle,
                        Collectors.reducing(BatteryFlows.NOTHING, BatteryFlows::of, BatteryFlows::plus)));
        var brought = flows.values().stream().map(BatteryFlows::brought).reduce(Energy.ZERO, Energy::plus);
        assertThat(brought).isGreaterThan(Energy.ZERO);
        var day = new DaySoFar();
        add(day, settled(FiveHomes.NOON));
        assertThat(day.totals(Pictures.CLOCK, 0, 0).broughtKwh()).isEqualTo(Rounded.kilowattHours(brought));

        add(day, settled(FiveHomes.NOON.next()));
        assertThat(day.totals(Pictures.CLOCK, 0, 0).broughtKwh()).isGreaterThan(Rounded.kilowattHours(brought));
    }

    @Test
    void theOrderOfThePeriodsDoesNotMatter() {
        var periods = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(minute ->
                        settled(new MatchingPeriod(FiveHomes.NOON.start().plusSeconds(60L * minute))))
                .toList());
        var forwards = new DaySoFar();
        periods.forEach(period -> add(forwards, period));
        var backwards = new DaySoFar();
        Collections.reverse(periods);
        periods.forEach(period -> add(backwards, period));

        assertThat(backwards.totals(Pictures.CLOCK, 0, 0)).isEqualTo(forwards.totals(Pictures.CLOCK, 0, 0));
    }

    @Test
    void aPeriodThatIsNotSettledIsNotCounted() {
        var day = new DaySoFar();
        add(day, FiveHomes.period(FiveHomes.NOON, Step.MEASURE_EXCHANGE, METERS));

        assertThat(day.totals(Pictures.CLOCK, 0, 0).periods()).isZero();
    }

    @Test
    void aNewDayStartsAtMidnightAndTheOldOneDoesNotComeBack() {
        var midnight = new MatchingPeriod(Instant.parse("2026-06-15T00:00:00Z"));
        var day = new DaySoFar();
        add(day, settled(midnight.previous()));

        assertThat(day.totals(midnight.start().minusMillis(1), 0, 0).periods()).isEqualTo(1);
        assertThat(day.totals(midnight.start(), 0, 0).periods()).isZero();

        add(day, settled(midnight));
        add(day, settled(midnight.previous()));

        assertThat(day.totals(midnight.end(), 0, 0).periods()).isEqualTo(1);
    }

    @Test
    void aFallbackIsNamedInThePeriodsRow() {
        var fellBack = FiveHomes.period(FiveHomes.NOON, Step.SETTLE, METERS, "persistence", "greedy");

        var row = EndedPeriod.of(fellBack, "federated", "optimal").row();

        assertThat(row.fallbacks()).containsExactly("forecast by persistence", "greedy, at most 0.072 kWh lost");
        assertThat(EndedPeriod.of(fellBack, "persistence", "greedy").row().fallbacks())
                .isEmpty();
    }

    private static void add(DaySoFar day, PeriodRecord record) {
        day.add(record.key().period(), EndedPeriod.of(record, "federated", "optimal"));
    }

    private static PeriodRecord settled(MatchingPeriod period) {
        return FiveHomes.period(period, Step.SETTLE, new MetersUntil(period.end(), METERS.watts(), METERS.away()));
    }

    private static List<SettlementLine> lines(PeriodRecord record) {
        return record.all(SettlementLine.class);
    }

    /** The same record, with so many millijoules more in one of its lines. */
    private static PeriodRecord changed(PeriodRecord record, int line, long millijoules) {
        var wrong = lines(record).get(line);
        return new PeriodRecord(
                record.key(),
                record.steps().stream()
                        .map(step -> new StepRecord(
                                step.step(),
                                step.entries().stream()
                                        .map(entry -> entry == wrong ? plus(wrong, millijoules) : entry)
                                        .toList()))
                        .toList());
    }

    private static Entry plus(SettlementLine line, long millijoules) {
        return new SettlementLine(
                line.match(),
                line.flow(),
                line.debit(),
                line.credit(),
                new Energy(line.energy().millijoules() + millijoules),
                line.price(),
                line.amount(),
                line.bookValue());
    }
}
