package ems.market.period;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.PerfectForesight;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.telemetry.LateReading;

import static ems.market.fixture.PaperGrid.GRID;
import static ems.market.fixture.PaperGrid.demand;
import static ems.market.fixture.PaperGrid.period;
import static ems.market.fixture.PaperGrid.surplus;
import static org.assertj.core.api.Assertions.assertThat;

class CorrectingPeriodsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final PeriodKey EARLIER = period(0);
    private static final PeriodKey LATER = period(1);

    /** What the forecaster knows, whether or not the market has the readings. */
    private final InMemoryTelemetry truth = new InMemoryTelemetry();

    private final PaperGrid grid = grid("50");

    private PaperGrid grid(String heldKilowattHours) {
        return PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
                .with(new PerfectForesight(truth))
                .opened(Energy.ofKilowattHours(heldKilowattHours))
                .parked(EV1, EARLIER)
                .parked(EV1, LATER);
    }

    private void measures(PaperGrid market, NetEnergy net, int... samples) {
        for (int sample : samples) {
            truth.accept(L1, EARLIER.period().sampleStart(sample), net);
            market.telemetry().accept(L1, EARLIER.period().sampleStart(sample), net);
        }
    }

    private void measuresLater(NetEnergy net, int... samples) {
        for (int sample : samples) {
            truth.accept(L1, EARLIER.period().sampleStart(sample), net);
        }
    }

    private void comesIn(PaperGrid market, NetEnergy net, int... samples) {
        for (int sample : samples) {
            market.telemetry().accept(L1, EARLIER.period().sampleStart(sample), net);
        }
        market.late().add(new LateReading(EARLIER.period(), L1));
    }

    private static Correction correction(PeriodRecord record) {
        assertThat(record.all(Correction.class)).hasSize(1);
        return record.all(Correction.class).get(0);
    }

    private static List<SettlementLine> lines(PeriodRecord record) {
        return record.all(CorrectionLine.class).stream()
                .map(CorrectionLine::line)
                .toList();
    }

    private static Energy held(PaperGrid market) {
        return market.journal().inventory(GRID, EV1).orElseThrow().energy();
    }

    @Test
    void aLateSampleIsBookedAtThePriceOfItsPeriodWhenTheNextOneStarts() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        var settled = grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        var record = grid.run(LATER);

        assertThat(correction(record).samples().get(3)).isEqualTo(surplus("0.02"));
        assertThat(correction(record).stored()).isEqualTo(Energy.ofKilowattHours("0.07"));
        assertThat(correction(record).isBookedInFull()).isTrue();
        assertThat(lines(record)).hasSize(1);
        var line = lines(record).get(0);
        assertThat(line.energy()).isEqualTo(Energy.ofKilowattHours("0.02"));
        assertThat(line.debit()).isEqualTo(EV1);
        assertThat(line.credit()).isEqualTo(L1);
        assertThat(line.price())
                .isEqualTo(settled.first(Match.class).orElseThrow().storing());
        assertThat(line.amount()).isEqualTo(new Money(358_900));
        assertThat(held(grid)).isEqualTo(Energy.ofKilowattHours("50.07"));
        assertThat(grid.journal().read(EARLIER)).isEqualTo(settled);
        assertThat(grid.late().waiting(1)).isEmpty();
    }

    @Test
    void thePeriodThatBooksItGoesOnFromTheCorrectedInventory() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.01"), 3);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.01"), 3);
        var record = grid.run(LATER);
        var corrected = record.all(InventoryEntry.class).get(0);
        assertThat(corrected.cause()).isEqualTo(InventoryEntry.Cause.CORRECTED);
        assertThat(record.bid(EV1).orElseThrow().inventory()).isEqualTo(corrected.inventory());
    }

    @Test
    void aSmallerValueTakesBackWhatWasBookedTooMuch() {
        measures(grid, surplus("0.01"), 0, 1, 2, 3, 4, 5);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.004"), 3);
        var record = grid.run(LATER);
        assertThat(record.all(CorrectionLine.class)).hasSize(1);
        assertThat(record.all(CorrectionLine.class).get(0).takenBack()).isTrue();
        var line = lines(record).get(0);
        assertThat(line.flow()).isEqualTo(Flow.STORED);
        assertThat(line.energy()).isEqualTo(Energy.ofKilowattHours("0.006"));
        assertThat(line.debit()).isEqualTo(L1);
        assertThat(line.credit()).isEqualTo(EV1);
        assertThat(line.amount()).isEqualTo(new Money(107_670));
        assertThat(held(grid)).isEqualTo(Energy.ofKilowattHours("50.054"));
    }

    @Test
    void aSampleThatTurnsRoundIsTakenBackAndReleased() {
        // the EV may release once a bid of it was accepted
        measures(grid, surplus("0.01"), 0, 1, 2, 3, 4, 5);
        grid.run(EARLIER);
        var second = period(1);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            truth.accept(L1, second.period().sampleStart(sample), surplus("0.01"));
            grid.telemetry().accept(L1, second.period().sampleStart(sample), surplus("0.01"));
        }
        grid.run(second);
        grid.telemetry().accept(L1, second.period().sampleStart(2), demand("0.03"));
        grid.late().add(new LateReading(second.period(), L1));
        grid.parked(EV1, period(2));
        var record = grid.run(period(2));

        assertThat(record.all(CorrectionLine.class).stream().map(CorrectionLine::takenBack))
                .containsExactly(true, false);
        assertThat(lines(record).stream().map(SettlementLine::flow)).containsExactly(Flow.STORED, Flow.RELEASED);
        assertThat(held(grid)).isEqualTo(Energy.ofKilowattHours("50.08"));
        assertThat(correction(record).releasedValue())
                .isEqualTo(lines(record).get(1).bookValue());
    }

    @Test
    void whatTheBatteryCannotHoldAnyMoreIsSaidAndNotBooked() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.5"), 3);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.5"), 3);
        fill(grid, "79.4");
        var record = grid.run(period(2));
        assertThat(correction(record).samples().get(3)).isEqualTo(surplus("0.5"));
        assertThat(correction(record).unbooked()).isEqualTo(Energy.ofKilowattHours("0.4"));
        assertThat(correction(record).isBookedInFull()).isFalse();
        assertThat(held(grid)).isEqualTo(Energy.ofKilowattHours("79.5"));
    }

    /** The EV charges elsewhere; it is measured as the period starts that comes after the later one. */
    private static void fill(PaperGrid market, String kilowattHours) {
        var key = period(1);
        market.reported(
                EV1, key.period().start(), true, Energy.ZERO, Optional.of(Energy.ofKilowattHours(kilowattHours)));
        var waiting = market.late().waiting(10);
        market.late().taken(waiting);
        market.run(key);
        waiting.forEach(market.late()::add);
        market.parked(EV1, period(2));
    }

    @Test
    void aReadingBeyondTheWindowIsRefusedWithTheRule() {
        grid.rules().correctingFor(Duration.ofSeconds(59));
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        assertThat(grid.run(LATER).all(Correction.class)).isEmpty();
        assertThat(grid.late().waiting(1)).isEmpty();
        assertThat(grid.late().refused().get(new LateReading(EARLIER.period(), L1)))
                .contains("late", EARLIER.period().toString(), "participation row 7");
    }

    @Test
    void aReadingOfAHomeThatWasNotMatchedChangesNothing() {
        grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        assertThat(grid.run(LATER).all(Correction.class)).isEmpty();
        assertThat(grid.late().waiting(1)).isEmpty();
        assertThat(grid.late().refused()).isEmpty();
    }

    @Test
    void aReadingOfAnAbandonedPeriodIsRefused() {
        measures(grid, surplus("0.01"), 0, 1, 2, 3, 4, 5);
        grid.match(EARLIER);
        grid.market().abandon(EARLIER, "the operator gave it up");
        comesIn(grid, surplus("0.02"), 3);
        assertThat(grid.run(LATER).all(Correction.class)).isEmpty();
        assertThat(grid.late().refused()).containsValue("its period was abandoned, nothing was booked in it");
    }

    @Test
    void aReadingOfAPeriodThatNeverRanIsRefused() {
        grid.late().add(new LateReading(EARLIER.period(), L1));
        assertThat(grid.run(LATER).all(Correction.class)).isEmpty();
        assertThat(grid.late().refused()).containsValue("its period never ran, or what it recorded is no longer kept");
    }

    /** Who would stand in an earlier period after all must not find an inventory of a later one. */
    @Test
    void anEvThatDoesNotStandIsNotCorrected() {
        var silent = PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
                .with(new PerfectForesight(truth))
                .opened(Energy.ofKilowattHours("50"))
                .parked(EV1, EARLIER);
        measures(silent, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        silent.run(EARLIER);
        comesIn(silent, surplus("0.02"), 3);
        silent.reported(EV1, LATER.period().start().minusSeconds(20), true, Energy.ZERO, Optional.of(Energy.ZERO));
        var record = silent.run(LATER);
        assertThat(record.rejection(EV1)).isPresent();
        assertThat(record.all(Correction.class)).isEmpty();
        assertThat(silent.late().waiting(1)).hasSize(1);
    }

    @Test
    void whatIsNotRecordedWaitsOn() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        grid.market().abandon(LATER, "the operator gave it up before it began");
        grid.market().perform(Task.COLLECT_BIDS, LATER);
        assertThat(grid.late().waiting(1)).hasSize(1);
        grid.parked(EV1, period(2));
        assertThat(correction(grid.run(period(2))).isBookedInFull()).isTrue();
    }

    @Test
    void aReadingWaitsUntilItsPeriodHasEnded() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        grid.match(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        grid.match(LATER);
        assertThat(grid.late().waiting(1)).hasSize(1);
    }

    @Test
    void aSecondCorrectionGoesOnFromTheFirst() {
        measures(grid, surplus("0.01"), 0, 1, 2, 5);
        measuresLater(surplus("0.02"), 3, 4);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        grid.run(LATER);
        comesIn(grid, surplus("0.02"), 4);
        grid.parked(EV1, period(2));
        var record = grid.run(period(2));
        assertThat(lines(record)).hasSize(1);
        assertThat(lines(record).get(0).energy()).isEqualTo(Energy.ofKilowattHours("0.02"));
        assertThat(correction(record).stored()).isEqualTo(Energy.ofKilowattHours("0.08"));
        assertThat(held(grid)).isEqualTo(Energy.ofKilowattHours("50.08"));
    }

    @Test
    void theSameReadingAgainChangesNothing() {
        measures(grid, surplus("0.01"), 0, 1, 2, 4, 5);
        measuresLater(surplus("0.02"), 3);
        grid.run(EARLIER);
        comesIn(grid, surplus("0.02"), 3);
        grid.run(LATER);
        comesIn(grid, surplus("0.02"), 3);
        grid.parked(EV1, period(2));
        assertThat(grid.run(period(2)).all(Correction.class)).isEmpty();
    }

    /** In whatever order and parts they come in: in the end as much was moved and paid as if they had come in time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void lateReadingsLeadToTheBooksOfReadingsInTime(long seed) {
        var random = new Random(seed);
        List<NetEnergy> nets = new ArrayList<>();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            nets.add(NetEnergy.ofMillijoules(random.nextLong(1, 100_000_000)));
        }
        var inTime = grid("63.55");
        var late = grid("63.55");
        List<Integer> missing = new ArrayList<>();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            measures(inTime, nets.get(sample), sample);
            if (random.nextBoolean()) {
                missing.add(sample);
            } else {
                late.telemetry().accept(L1, EARLIER.period().sampleStart(sample), nets.get(sample));
            }
        }
        var paidInTime = paid(inTime.run(EARLIER));
        Money paid = paid(late.run(EARLIER));
        int number = 1;
        for (int sample : missing) {
            comesIn(late, nets.get(sample), sample);
            late.parked(EV1, period(number));
            paid = paid.plus(paid(late.run(period(number))));
            number++;
        }
        assertThat(held(late)).isEqualTo(held(inTime));
        assertThat(paid).isEqualTo(paidInTime);
        assertThat(late.journal().inventory(GRID, EV1))
                .isEqualTo(inTime.journal().inventory(GRID, EV1));
    }

    private static Money paid(PeriodRecord record) {
        return record.entries().map(CorrectingPeriodsTest::paid).reduce(Money.ZERO, Money::plus);
    }

    private static Money paid(Entry entry) {
        if (entry instanceof CorrectionLine correction) {
            return correction.line().effectOn(L1);
        }
        return entry instanceof SettlementLine line ? line.effectOn(L1) : Money.ZERO;
    }
}
