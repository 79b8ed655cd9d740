package ems.market.period;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.fixture.PaperGrid;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.VehicleStanding;

import static ems.market.fixture.PaperGrid.FIRST;
import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Telemetry that is possible in form and impossible in physics is not booked. The car holds 50 of its 79.5 kWh, bought at 17.945
 * p/kWh, stands at a charger of 11 kW, and reports as each period starts.
 */
class SuspectReportsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Energy HELD = Energy.ofKilowattHours("50");
    private static final EnergyInventory BOUGHT =
            EnergyInventory.boughtAt(Price.ofPencePerKilowattHour("17.945"), HELD);

    private final PaperGrid grid = PaperGrid.of(
            List.of(L1),
            new ElectricVehicle(
                    EV1,
                    Energy.ofKilowattHours("79.5"),
                    Energy.ZERO,
                    Optional.of(Power.ofWatts(new BigDecimal(11_000)))));

    @BeforeEach
    void aParkedCarWithAFirstMeasurement() {
        grid.market().open(FIRST, Map.of(EV1, BOUGHT));
        report(0, "50");
        assertThat(standing(0).inventory()).isEqualTo(BOUGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "20", "47", "53", "79.5"})
    void aJumpThatTheChargerCannotHaveDoneMovesNothingAndTheNextReportDecides(String glitch) {
        report(1, glitch);
        assertHeldOut(1);
        report(2, "50");
        assertThat(collect(2).all(InventoryEntry.class)).isEmpty();
        assertThat(standing(2).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void aSuspectReportIsToldWithValueUnitBoundAndAge() {
        grid.reported(EV1, start(1).minusSeconds(20), true, Energy.ZERO, Optional.of(Energy.ofKilowattHours("20")));
        assertThat(rejection(1).reason())
                .isEqualTo(
                        "suspect: a state of charge of 20 kWh (25.157 %) at 2019-08-04T00:00:40Z, 20 s old, is 30 kWh"
                                + " below the 50 kWh (62.893 %) known before, and an EV that is plugged in loses at most 1.896 kWh"
                                + " in 40 s; report 1 that says so; 3 that agree over 120 s are believed, and one that fits"
                                + " what was known at once");
    }

    @Test
    void aFractionWhereAPercentageBelongsIsToldAndNeverWins() {
        for (int i = 1; i < 10; i++) {
            report(i, "0.5");
            assertHeldOut(i);
            assertThat(rejection(i).reason())
                    .endsWith("it looks like a fraction or another unit: send 62.893 %, or 50 kWh");
        }
        report(10, "50");
        assertThat(standing(10).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void anEnergyInAnotherUnitNeverWins() {
        for (int i = 1; i < 10; i++) {
            report(i, "0.05");
            assertHeldOut(i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5"})
    void aServiceThatStartsWithNothingOrAFractionIsNotBelievedEither(String first) {
        var other = PaperGrid.of(List.of(L1), PaperGrid.car(EV1));
        other.market().open(FIRST, Map.of(EV1, BOUGHT));
        for (int i = 0; i < 5; i++) {
            other.reported(EV1, start(i), true, Energy.ZERO, Optional.of(Energy.ofKilowattHours(first)));
            other.market().perform(Task.COLLECT_BIDS, period(i));
            assertThat(other.journal()
                            .read(period(i))
                            .first(Rejection.class)
                            .orElseThrow()
                            .reason())
                    .contains("below the 50 kWh (62.893 %) known before; ");
        }
        other.reported(EV1, start(5), true, Energy.ZERO, Optional.of(HELD));
        other.market().perform(Task.COLLECT_BIDS, period(5));
        assertThat(other.journal()
                        .read(period(5))
                        .first(VehicleStanding.class)
                        .orElseThrow()
                        .inventory())
                .isEqualTo(BOUGHT);
    }

    @Test
    void aCarWhoseServiceStartsWithNothingIsBelievedOnceItMeasures() {
        var other = PaperGrid.of(List.of(L1), PaperGrid.car(EV1));
        other.market().open(FIRST, Map.of(EV1, BOUGHT));
        for (int i = 0; i < 6; i++) {
            var stored = Energy.ofKilowattHours(i < 3 ? "0" : "30");
            other.reported(EV1, start(i), true, Energy.ZERO, Optional.of(stored));
            other.market().perform(Task.COLLECT_BIDS, period(i));
            assertThat(other.journal()
                            .read(period(i))
                            .first(VehicleStanding.class)
                            .isPresent())
                    .isEqualTo(i >= 3);
        }
        assertThat(other.journal().inventory(PaperGrid.GRID, EV1)).contains(BOUGHT.taken(Energy.ofKilowattHours("20")));
    }

    /** Its reports of the last day are looked at, and those before are no facts for that. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5"})
    void whatProvesNothingProvesNothingForLongerThanADay(String glitch) {
        int moreThanADay = 1_500;
        for (int i = 1; i <= moreThanADay; i++) {
            report(i, glitch);
        }
        assertHeldOut(moreThanADay);
        report(moreThanADay + 1, "50");
        assertThat(standing(moreThanADay + 1).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void silenceForADayMakesNoTruthOfZero() {
        report(1, "0");
        assertHeldOut(1_500);
    }

    @Test
    void zeroThatIsRepeatedProvesNothing() {
        for (int i = 1; i < 10; i++) {
            report(i, "0");
            assertHeldOut(i);
        }
        report(10, "50");
        assertThat(standing(10).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void theTruthAfterASmallOutlierIsNotSuspect() {
        report(1, "51.95");
        assertThat(standing(1).inventory().energy()).isEqualTo(Energy.ofKilowattHours("51.95"));
        grid.parked(EV1, period(2)).measured(L1, period(2), PaperGrid.demand("0.17"));
        grid.run(period(2));
        report(3, "49.8");
        assertThat(standing(3).inventory().energy()).isEqualTo(Energy.ofKilowattHours("49.8"));
    }

    @Test
    void aServiceThatIsLostEverySecondTimeIsNeverBelieved() {
        for (int i = 1; i < 12; i++) {
            report(i, i % 2 == 0 ? "50" : "0");
            assertThat(collect(i).all(Rejection.class)).hasSize(i % 2);
            assertThat(collect(i).all(InventoryEntry.class)).isEmpty();
        }
    }

    @Test
    void anOutlierBetweenGoodReportsOfOnePeriodIsLeftOut() {
        grid.reported(EV1, start(1).minusSeconds(40), true, Energy.ZERO, Optional.of(Energy.ZERO));
        grid.reported(EV1, start(1).minusSeconds(20), true, Energy.ZERO, Optional.of(HELD));
        assertThat(standing(1).inventory()).isEqualTo(BOUGHT);
    }

    @ParameterizedTest
    @CsvSource({"20, DRIVEN", "75, MEASURED"})
    void threeReportsThatAgreeOverTwoMinutesWinAndLeaveTheAverageCost(String truth, Cause cause) {
        report(1, truth);
        assertHeldOut(1);
        report(2, truth);
        assertHeldOut(2);
        report(3, truth);
        assertThat(collect(3).all(InventoryEntry.class)).singleElement().satisfies(entry -> {
            assertThat(entry.cause()).isEqualTo(cause);
            assertThat(entry.inventory().energy()).isEqualTo(Energy.ofKilowattHours(truth));
            assertThat(entry.inventory().averageCost(Price.ofPencePerKilowattHour("1")))
                    .isEqualTo(Price.ofPencePerKilowattHour("17.945"));
        });
    }

    @Test
    void aStuckValueThatWonLeavesTheAverageCostWhenTheTruthIsBack() {
        for (int i = 1; i <= 3; i++) {
            report(i, "5");
            collect(i);
        }
        assertThat(standing(3).inventory().energy()).isEqualTo(Energy.ofKilowattHours("5"));
        for (int i = 4; i <= 6; i++) {
            report(i, "50");
            collect(i);
        }
        assertThat(standing(6).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void reportsThatDoNotAgreeWithOneAnotherDoNotWin() {
        String[] wild = {"20", "70", "5", "30", "78", "10"};
        for (int i = 0; i < wild.length; i++) {
            report(i + 1, wild[i]);
            assertHeldOut(i + 1);
        }
        report(wild.length + 1, "50.1");
        assertThat(standing(wild.length + 1).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void chargingAtHomeAtTheChargersPowerIsBelieved() {
        // 11 kW are 0.183 kWh a minute; the battery says whole percents of 0.795 kWh
        for (int i = 1; i <= 30; i++) {
            double charged = 50 + i * 11 / 60.0;
            report(i, "" + Math.floor(charged / 0.795) * 0.795);
            assertThat(collect(i).all(Rejection.class)).isEmpty();
        }
        assertThat(standing(30).inventory().energy()).isGreaterThan(Energy.ofKilowattHours("53"));
    }

    @Test
    void aCarThatWasAwayForAnHourMayComeBackWithLess() {
        report(1, false, "0", null);
        collect(1);
        report(61, true, "0", "20");
        assertThat(collect(61).all(InventoryEntry.class))
                .singleElement()
                .isEqualTo(new InventoryEntry(EV1, Cause.DRIVEN, BOUGHT.taken(Energy.ofKilowattHours("30"))));
    }

    @Test
    void aCarThatWasAwayForAMinuteMayNot() {
        report(1, false, "0", null);
        collect(1);
        report(2, true, "0", "20");
        assertHeldOut(2);
        assertThat(rejection(2).reason()).contains("an EV on the road loses at most");
    }

    @Test
    void aCarThatSaidNothingForAQuarterOfAnHourMayHaveDrivenMeanwhile() {
        report(16, "36");
        assertThat(standing(16).inventory().energy()).isEqualTo(Energy.ofKilowattHours("36"));
    }

    @Test
    void drivingThatTimeDoesNotAllowIsNotBooked() {
        report(1, true, "45", null);
        assertHeldOut(1);
        assertThat(rejection(1).reason())
                .isEqualTo(
                        "suspect: driven_kwh of 45 kWh at 2019-08-04T00:01:00Z, 0 s old, is more than the 8.95 kWh that an"
                                + " EV drives in the 60 s since it was last plugged in; it is not booked, and the next report"
                                + " decides");
        report(2, true, "0", null);
        assertThat(standing(2).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void drivingThatIsToldAtTheEndOfATripIsBooked() {
        report(1, false, "0", null);
        collect(1);
        for (int i = 2; i < 31; i++) {
            report(i, false, "0", null);
            collect(i);
        }
        report(31, true, "25", null);
        assertThat(standing(31).inventory().energy()).isEqualTo(Energy.ofKilowattHours("25"));
    }

    @Test
    void aMeasurementThatSaysOtherwiseOverrulesDrivingThatTimeDoesNotAllow() {
        report(1, true, "45", "50");
        assertThat(standing(1).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void drivingAndMeasurementThatAgreeOnTheImpossibleAreBothSuspect() {
        report(1, true, "45", "5");
        assertHeldOut(1);
        report(2, "50");
        assertThat(standing(2).inventory()).isEqualTo(BOUGHT);
    }

    @Test
    void whatWasTradedCountsAsKnown() {
        // the home takes 61 kW; from the second minute on the car gives its 11 kW, 5.317 kWh in 29 minutes
        for (int i = 1; i <= 30; i++) {
            grid.parked(EV1, period(i)).measured(L1, period(i), PaperGrid.demand("0.17"));
            grid.run(period(i));
        }
        grid.reported(EV1, start(31), true, Energy.ZERO, Optional.of(Energy.ofKilowattHours("44.5")));
        assertThat(collect(31).all(Rejection.class)).isEmpty();
        assertThat(standing(31).inventory().energy()).isLessThan(Energy.ofKilowattHours("44.7"));
        report(32, "50");
        assertHeldOut(32);
    }

    private void report(int number, String stored) {
        report(number, true, "0", stored);
    }

    private void report(int number, boolean pluggedIn, String driven, String stored) {
        grid.reported(
                EV1,
                start(number),
                pluggedIn,
                Energy.ofKilowattHours(driven),
                Optional.ofNullable(stored).map(Energy::ofKilowattHours));
    }

    private static Instant start(int number) {
        return period(number).period().start();
    }

    private void assertHeldOut(int number) {
        assertThat(rejection(number).rule().rule())
                .isEqualTo("An EV whose latest report cannot be true takes no part until the next one decides");
        assertThat(collect(number).all(InventoryEntry.class)).isEmpty();
        assertThat(collect(number).all(VehicleStanding.class)).isEmpty();
    }

    private Rejection rejection(int number) {
        return collect(number).first(Rejection.class).orElseThrow();
    }

    private PeriodRecord collect(int number) {
        grid.market().perform(Task.COLLECT_BIDS, period(number));
        return grid.journal().read(period(number));
    }

    private VehicleStanding standing(int number) {
        return collect(number).first(VehicleStanding.class).orElseThrow();
    }
}
