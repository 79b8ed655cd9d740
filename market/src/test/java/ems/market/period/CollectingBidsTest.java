package ems.market.period;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.VehicleStanding;

import static ems.market.fixture.PaperGrid.FIRST;
import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

/** The car holds 50 kWh, bought at 29.49 p/kWh; 1 % of its battery is 0.795 kWh. */
class CollectingBidsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Price BUY = PaperGrid.PRICES.buy();
    private static final Energy HELD = Energy.ofKilowattHours("50");
    private static final Energy TOLERANCE = Energy.ofKilowattHours("0.795");
    private static final Energy ONE_MILLIJOULE = new Energy(1);

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1)).opened(HELD);

    @Test
    void aPeriodOpensWithItsRulesAndPrices() {
        assertThat(collect(0).all(PeriodOpened.class))
                .containsExactly(new PeriodOpened(PaperRules.VERSION, PaperGrid.PRICES));
    }

    @Test
    void aParkedEvStandsWithWhatItsBooksSay() {
        grid.reported(EV1, FIRST.start().minusSeconds(30), true, Energy.ZERO, Optional.empty());
        assertThat(collect(0).all(VehicleStanding.class))
                .containsExactly(
                        new VehicleStanding(EV1, true, Duration.ofSeconds(30), EnergyInventory.boughtAt(BUY, HELD)));
    }

    @Test
    void anEvThatIsAwayStandsTooAndIsForTheRulesToRefuse() {
        report(0, false, Energy.ZERO, null);
        assertThat(standing(0).pluggedIn()).isFalse();
    }

    @Test
    void theAgeOfAReportIsInWholeSeconds() {
        grid.reported(EV1, FIRST.start().minusMillis(2_999), true, Energy.ZERO, Optional.empty());
        assertThat(standing(0).statusAge()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anEvThatNeverReportedIsRefused() {
        assertThat(collect(0).all(Rejection.class))
                .singleElement()
                .satisfies(no -> assertThat(no.rule().rule()).isEqualTo("An EV that never reported takes no part"));
    }

    @Test
    void aReportAfterThePeriodsStartIsNotSeen() {
        grid.reported(EV1, FIRST.start().plusSeconds(1), true, Energy.ZERO, Optional.empty());
        assertThat(collect(0).all(Rejection.class)).hasSize(1);
    }

    @Test
    void drivingTakesEnergyWithItsShareOfTheValue() {
        report(0, true, Energy.ofKilowattHours("5"), null);
        assertThat(collect(0).all(InventoryEntry.class))
                .containsExactly(new InventoryEntry(
                        EV1, Cause.DRIVEN, EnergyInventory.boughtAt(BUY, Energy.ofKilowattHours("45"))));
        assertThat(standing(0).inventory().energy()).isEqualTo(Energy.ofKilowattHours("45"));
    }

    @Test
    void drivingCountsOnceHoweverManyPeriodsPass() {
        report(0, true, Energy.ofKilowattHours("5"), null);
        collect(0);
        grid.reported(
                EV1, period(1).period().start().minusSeconds(1), true, Energy.ofKilowattHours("1"), Optional.empty());
        assertThat(standing(1).inventory().energy()).isEqualTo(Energy.ofKilowattHours("44"));
        assertThat(standing(3).inventory().energy()).isEqualTo(Energy.ofKilowattHours("44"));
    }

    @Test
    void drivingInPeriodsThatWereSkippedStillCounts() {
        report(0, true, Energy.ZERO, null);
        collect(0);
        report(5, true, Energy.ofKilowattHours("2"), null);
        assertThat(standing(9).inventory().energy()).isEqualTo(Energy.ofKilowattHours("48"));
    }

    @Test
    void noMoreIsDrivenThanTheBooksHold() {
        report(0, true, Energy.ofKilowattHours("50.1"), null);
        assertThat(standing(0).inventory()).isEqualTo(EnergyInventory.boughtAt(BUY, Energy.ZERO));
    }

    @Test
    void aMeasurementWithinAPercentOfTheBatteryConfirmsTheBooks() {
        report(0, true, Energy.ZERO, HELD.plus(TOLERANCE));
        assertThat(collect(0).all(InventoryEntry.class)).isEmpty();
        report(1, true, Energy.ZERO, HELD.minus(TOLERANCE));
        assertThat(collect(1).all(InventoryEntry.class)).isEmpty();
    }

    @Test
    void aMeasurementAboveIsEnergyBoughtOutsideAtTheGridsPrice() {
        var measured = HELD.plus(TOLERANCE).plus(ONE_MILLIJOULE);
        report(0, true, Energy.ZERO, measured);
        var charged = measured.minus(HELD);
        assertThat(collect(0).all(InventoryEntry.class))
                .containsExactly(new InventoryEntry(
                        EV1,
                        Cause.CHARGED_OUTSIDE,
                        EnergyInventory.boughtAt(BUY, HELD)
                                .stored(
                                        charged,
                                        EnergyInventory.boughtAt(BUY, charged).value())));
    }

    @Test
    void aMeasurementBelowWasDriven() {
        var measured = HELD.minus(TOLERANCE).minus(ONE_MILLIJOULE);
        report(0, true, Energy.ZERO, measured);
        assertThat(collect(0).all(InventoryEntry.class))
                .singleElement()
                .isEqualTo(new InventoryEntry(
                        EV1, Cause.DRIVEN, EnergyInventory.boughtAt(BUY, HELD).taken(TOLERANCE.plus(ONE_MILLIJOULE))));
    }

    @Test
    void aMeasurementNearTheDrivingReportConfirmsIt() {
        report(0, true, Energy.ofKilowattHours("5"), Energy.ofKilowattHours("44.5"));
        assertThat(standing(0).inventory().energy()).isEqualTo(Energy.ofKilowattHours("45"));
    }

    @Test
    void aMeasurementWinsOverADrivingReportThatSaysTooMuch() {
        report(0, true, Energy.ofKilowattHours("5"), Energy.ofKilowattHours("48"));
        assertThat(standing(0).inventory().energy()).isEqualTo(Energy.ofKilowattHours("48"));
    }

    @Test
    void whoDroveAndChargedTheSameHoldsTheSame() {
        report(0, true, Energy.ofKilowattHours("5"), HELD);
        assertThat(collect(0).all(InventoryEntry.class)).isEmpty();
        assertThat(standing(0).inventory().energy()).isEqualTo(HELD);
    }

    @Test
    void anEvWithAnUnsettledMatchIsRefusedUntilItIsSettled() {
        grid.parked(EV1, period(0)).measured(L1, period(0), PaperGrid.surplus("0.001"));
        grid.match(period(0));
        assertThat(collect(1).all(Rejection.class))
                .singleElement()
                .satisfies(no -> assertThat(no.rule().rule())
                        .isEqualTo("An EV with an earlier match that is not settled takes no part"));
        grid.market().perform(Task.MEASURE_EXCHANGE, period(0));
        grid.market().perform(Task.SETTLE, period(0));
        assertThat(collect(2).all(VehicleStanding.class)).hasSize(1);
    }

    @Test
    void anEvThatALaterPeriodHasSeenIsRefused() {
        report(0, true, Energy.ZERO, null);
        collect(1);
        assertThat(collect(0).all(Rejection.class)).singleElement().satisfies(no -> {
            assertThat(no.rule().rule())
                    .isEqualTo("An EV that a later period has seen takes no part in an earlier one");
            assertThat(no.reason()).isEqualTo("the period of 2019-08-04T00:01:00Z has begun with this EV");
        });
    }

    private void report(int number, boolean pluggedIn, Energy driven, Energy stored) {
        Instant start = period(number).period().start();
        grid.reported(EV1, start, pluggedIn, driven, Optional.ofNullable(stored));
    }

    private PeriodRecord collect(int number) {
        grid.market().perform(Task.COLLECT_BIDS, period(number));
        return grid.journal().read(period(number));
    }

    private VehicleStanding standing(int number) {
        return collect(number).first(VehicleStanding.class).orElseThrow();
    }
}
