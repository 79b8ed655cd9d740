package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;
import ems.routes.telemetry.Plausibility.Judgement;
import ems.routes.telemetry.Plausibility.Judgement.Believed;
import ems.routes.telemetry.Plausibility.Judgement.Doubted;
import ems.routes.telemetry.Plausibility.Judgement.Late;
import ems.routes.telemetry.Plausibility.Judgement.SeenBefore;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** A clock may run 5 s ahead; a period is measured 10 s after its end. */
class RefusingTheImplausibleTest {

    private final Plausibility plausibility =
            new Plausibility(Grid.MEMBERS, Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Test
    void aReadingOfTheRunningPeriodIsBelieved() {
        assertThat(reading(NOON, NOON.plusSeconds(10), nothing())).isEqualTo(new Believed());
    }

    @Test
    void aSampleMayStartFiveSecondsAheadAndNoMore() {
        assertThat(reading(NOON, NOON.minusSeconds(5), nothing())).isEqualTo(new Believed());
        assertDoubted(reading(NOON, NOON.minusSeconds(5).minusNanos(1), nothing()), "in the future", "5 s");
    }

    @Test
    void theLastSampleOfALongIntervalMayNotBeInTheFuture() {
        var minute = Grid.reading(L1, NOON, Duration.ofMinutes(1), 1, 1);
        assertThat(plausibility.of(minute, NOON.plusSeconds(45), nothing())).isEqualTo(new Believed());
        assertDoubted(plausibility.of(minute, NOON.plusSeconds(44), nothing()), "in the future");
    }

    @Test
    void whoIsEnrolledIsHeardWithinThePeriod() {
        var members = new AtomicReference<>(GridMembers.everyoneWithEveryone(List.of(L1), List.of()));
        var door = new Plausibility(
                period -> members.get(),
                home -> Optional.empty(),
                PhysicalBounds.USUAL,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        var ofZ0 = Grid.reading(Grid.Z0, NOON, Duration.ofSeconds(10), 1, 1);
        assertDoubted(door.of(ofZ0, NOON.plusSeconds(10), nothing()), "is not a member of the grid");
        members.set(Grid.MEMBERS);
        assertThat(door.of(ofZ0, NOON.plusSeconds(10), nothing())).isEqualTo(new Believed());
    }

    @Test
    void aReadingMayComeInUntilItsPeriodIsMeasured() {
        var last = NOON.plusSeconds(50);
        assertThat(reading(last, NOON.plusSeconds(70).minusNanos(1), nothing())).isEqualTo(new Believed());
        assertThat(reading(last, NOON.plusSeconds(70), nothing())).isEqualTo(new Late());
    }

    @Test
    void aReadingMayBeAMonthLateAndNoMore() {
        var month = Duration.ofDays(31);
        assertThat(reading(NOON, NOON.plus(month), nothing())).isEqualTo(new Late());
        assertDoubted(
                reading(NOON, NOON.plus(month).plusNanos(1), nothing()),
                "late: a reading of 2026-03-01T12:00:00Z",
                "no period before 2026-03-01T12:00:00.000000001Z is corrected");
    }

    @Test
    void aReadingOlderThanTheLatestIsBelieved() {
        var told = told(L1, NOON.plusSeconds(20));
        assertThat(reading(NOON.plusSeconds(10), NOON.plusSeconds(30), told)).isEqualTo(new Believed());
        assertThat(reading(NOON.plusSeconds(30), NOON.plusSeconds(30), told)).isEqualTo(new Believed());
    }

    @Test
    void whatWasToldBeforeIsARepeatHoweverLateItComesAgain() {
        var told = told(L1, NOON, NOON.plusSeconds(20));
        assertThat(reading(NOON.plusSeconds(20), NOON.plusSeconds(30), told)).isEqualTo(new SeenBefore());
        assertThat(reading(NOON, NOON.plusSeconds(30), told)).isEqualTo(new SeenBefore());
        assertThat(reading(NOON, NOON.plusSeconds(3_600), told)).isEqualTo(new SeenBefore());
    }

    @Test
    void aMessageTakenWhileTheClockWasADayAheadStopsNoLaterOne() {
        for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(365))) {
            var told = told(L1, NOON, NOON.plus(ahead));
            assertThat(reading(NOON.plusSeconds(10), NOON.plusSeconds(20), told))
                    .as("after one of %s ahead", ahead)
                    .isEqualTo(new Believed());
            assertThat(reading(NOON, NOON.plusSeconds(20), told)).isEqualTo(new SeenBefore());
        }
    }

    @Test
    void anUnknownSenderIsRefused() {
        var stranger = new ProsumerId("L9");
        assertDoubted(plausibility.of(Grid.reading(stranger, NOON), NOON, nothing()), "meter 'L9' is not a member");
        var car = new VehicleStatus(new VehicleId("EV9"), NOON, true, Energy.ZERO, Optional.empty());
        assertDoubted(plausibility.of(car, NOON, nothing()), "vehicle 'EV9' is not a member");
    }

    @Test
    void aBatteryHoldsItsCapacityAndNoMore() {
        assertThat(storing(Energy.ofKilowattHours("80"))).isEqualTo(new Believed());
        assertDoubted(storing(Energy.ofKilowattHours("80.000001")), "stored_kwh 80.000001000 kWh", "80.000000000 kWh");
    }

    @Test
    void oneReportDrivesNoMoreThanABatteryHolds() {
        assertThat(plausibility.of(Grid.status(NOON, true, "80"), NOON, nothing()))
                .isEqualTo(new Believed());
        assertDoubted(
                plausibility.of(Grid.status(NOON, true, "80.01"), NOON, nothing()), "driven_kwh 80.01", "capacity");
    }

    @Test
    void aReportMayBeLateFutureRegressingAndRepeatedToo() {
        var report = Grid.status(NOON.plusSeconds(59), true, "0");
        assertThat(plausibility.of(report, NOON.plusSeconds(69), nothing())).isEqualTo(new Believed());
        assertDoubted(plausibility.of(report, NOON.plusSeconds(70), nothing()), "late");
        assertDoubted(plausibility.of(report, NOON, nothing()), "in the future");
        assertDoubted(plausibility.of(report, NOON.plusSeconds(60), told(EV1, NOON.plusSeconds(60))), "regressing");
        assertThat(plausibility.of(report, NOON.plusSeconds(60), told(EV1, report.at())))
                .isEqualTo(new SeenBefore());
    }

    private Judgement storing(Energy stored) {
        var status = new VehicleStatus(EV1, NOON, true, Energy.ZERO, Optional.of(stored));
        return plausibility.of(status, NOON, nothing());
    }

    private Judgement reading(Instant at, Instant receivedAt, AcceptedMessages earlier) {
        return plausibility.of(Grid.reading(L1, at), receivedAt, earlier);
    }

    private static void assertDoubted(Judgement judgement, String... words) {
        assertThat(judgement)
                .isInstanceOfSatisfying(
                        Doubted.class, no -> assertThat(no.reason()).contains(words));
    }

    private static AcceptedMessages nothing() {
        return told(L1);
    }

    private static AcceptedMessages told(Party by, Instant... instants) {
        var told = Set.of(instants);
        return new AcceptedMessages() {
            @Override
            public Optional<Instant> latest(Party sender) {
                return sender.equals(by) ? told.stream().max(Instant::compareTo) : Optional.empty();
            }

            @Override
            public boolean has(Party sender, Instant at) {
                return sender.equals(by) && told.contains(at);
            }
        };
    }
}
