package ems.routes.telemetry;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.MembersByPeriod;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.telemetry.Plausibility.Judgement.Believed;
import ems.routes.telemetry.Plausibility.Judgement.Doubted;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Well-formed messages that no home and no car can have sent in earnest. L1 used at most 3 kW for the last two hours. */
class SuspectAtTheDoorsTest {

    private final DataSource database = Database.inMemory();
    private Doors doors = new Doors(database).closedToHttp();
    private Instant next = NOON;

    @BeforeEach
    void twoHoursOfReadings() {
        List<MeterReading> before = new ArrayList<>();
        for (var at = NOON.minus(Duration.ofHours(2)); at.isBefore(NOON); at = at.plusSeconds(60)) {
            before.add(Grid.reading(L1, at, Duration.ofSeconds(60), 0, at.getEpochSecond() % 120 == 0 ? 3_000 : 200));
        }
        doors.telemetry.keepReadings(before);
        doors.start();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void aRegisterThatIsTakenForAPowerIsRefusedHoweverOftenItComes() {
        for (long register = 37_823_861; register < 37_823_900; register++) {
            var report = reads(Grid.reading(Z0, next, Duration.ofSeconds(10), register, 0));
            assertThat(report.refused()).isEqualTo(1);
        }
        assertThat(doors.reasons())
                .contains(
                        "suspect: production of 37823.861 kW at 2026-03-01T12:00:00Z is above the 100 kW that a home has at"
                                + " most; a home that has more is enrolled with its own bound; send the mean power, not a meter's"
                                + " register, and mind W and kW");
        assertThat(doors.telemetry.sample(Z0, NOON)).isEmpty();
    }

    @Test
    void aHomeMayHaveAsMuchAsAHomeHasAtMostAndNoMore() {
        assertThat(reads(Grid.reading(Z0, next, Duration.ofSeconds(10), 0, 100_000))
                        .accepted())
                .isEqualTo(1);
        assertThat(reads(Grid.reading(Z0, next, Duration.ofSeconds(10), 0, 100_001))
                        .refused())
                .isEqualTo(1);
    }

    @Test
    void aHomesOwnBoundCountsInsteadAndNothingLearntBesides() {
        var plausibility = new Plausibility(
                MembersByPeriod.always(Grid.MEMBERS),
                home -> Optional.ofNullable(
                        Map.of(L1, Power.ofKilowatts(new BigDecimal(150)), Z0, Power.ofKilowatts(BigDecimal.TEN))
                                .get(home)),
                PhysicalBounds.USUAL,
                Doors.AHEAD,
                Doors.GRACE);
        var nothing = new AcceptedInBatch(doors.telemetry);
        var large = Grid.reading(L1, NOON, Duration.ofSeconds(10), 150_000, 0);
        assertThat(plausibility.of(large, NOON, nothing)).isEqualTo(new Believed());
        assertThat(new LearntBounds(doors.telemetry, PhysicalBounds.USUAL, plausibility::isBound).of(large))
                .isEqualTo(new Believed());
        assertThat(plausibility.of(Grid.reading(Z0, NOON, Duration.ofSeconds(10), 0, 10_001), NOON, nothing))
                .isInstanceOfSatisfying(
                        Doubted.class,
                        no -> assertThat(no.reason())
                                .contains(
                                        "consumption of 10.001 kW at",
                                        "is above the 10 kW that home Z0 is enrolled with"));
    }

    @Test
    void aSingleReadingFarAboveWhatAHomeDidSoFarIsLeftOutAndTheNextOneCounts() {
        assertThat(consumes(60_000).refused()).isEqualTo(1);
        assertThat(doors.reasons())
                .singleElement()
                .isEqualTo(
                        "suspect: consumption of 60 kW at 2026-03-01T12:00:00Z is above the 25 kW that are believed of home"
                                + " L1 at once, five times its highest power so far; reading 1 that says so; 3 that agree"
                                + " over 120 s are believed once one of them falls: a register never does");
        assertThat(consumes(2_900).accepted()).isEqualTo(1);
        assertThat(doors.telemetry.sample(L1, NOON)).isEmpty();
        assertThat(doors.telemetry.sample(L1, NOON.plusSeconds(10))).isPresent();
    }

    @Test
    void theBoundSurvivesARestart() {
        doors.close();
        doors = new Doors(database).closedToHttp().start();
        assertThat(consumes(25_001).refused()).isEqualTo(1);
        assertThat(consumes(25_000).accepted()).isEqualTo(1);
    }

    @Test
    void aHomeThatWasDoubtedForLongerThanARestartLooksBackIsDoubtedStill() {
        doors.close();
        doors = new Doors(database).closedToHttp().start();
        next = NOON.plus(Duration.ofHours(9));
        assertThat(consumes(25_001).refused()).isEqualTo(1);
        assertThat(consumes(25_000).accepted()).isEqualTo(1);
    }

    @Test
    void aHomeThatReallyTakesMoreIsBelievedOnceItsReadingsAgree() {
        for (int i = 0; i < 12; i++) {
            assertThat(consumes(i % 2 == 0 ? 40_000 : 38_000).refused()).isEqualTo(1);
        }
        assertThat(consumes(40_000).accepted()).isEqualTo(1);
        assertThat(consumes(90_000).accepted()).isEqualTo(1);
    }

    @Test
    void aSmallRegisterNeverFallsAndNeverWins() {
        for (int i = 0; i < 40; i++) {
            assertThat(consumes(30_000 + i / 3).refused()).isEqualTo(1);
        }
        assertThat(consumes(300).accepted()).isEqualTo(1);
    }

    @Test
    void anOrdinaryReadingInBetweenBeginsTheCountAnew() {
        for (int i = 0; i < 30; i++) {
            assertThat(consumes(i % 3 == 0 ? 300 : 50_000 - i).accepted()).isEqualTo(i % 3 == 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.503", "30"})
    void aJumpInTheStateOfChargeIsTakenAndToldAtOnce(String glitch) {
        assertThat(holds("50.3").suspects()).isEmpty();
        var report = holds(glitch);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).isZero();
        assertThat(report.suspects()).hasSize(1);
        assertThat(doors.reasons()).singleElement().asString().startsWith("suspect: a state of charge of " + glitch);
        assertThat(holds("50.3").suspects()).isEmpty();
        assertThat(holds("50.4").suspects()).isEmpty();
    }

    @Test
    void aJumpIsToldAfterARestartToo() {
        holds("50.3");
        doors.close();
        doors = new Doors(database).closedToHttp().start();
        assertThat(holds("0").suspects()).hasSize(1);
    }

    private IntakeReport consumes(long watts) {
        return reads(Grid.reading(L1, next, Duration.ofSeconds(10), 0, watts));
    }

    @Test
    void aRegisterThatComesInOutOfOrderDoesNotFallForThat() {
        var at = NOON.plusSeconds(600);
        doors.clock.set(at.plusSeconds(150));
        int accepted = 0;
        for (int second : new int[] {0, 10, 130, 120, 140}) {
            var register = Grid.reading(L1, at.plusSeconds(second), Duration.ofSeconds(10), 30_000 + second, 0);
            var json = ReadingMessages.json(List.of(register));
            accepted += (int) send(MeterReadingsRoute.PARSED, json).accepted();
        }
        assertThat(accepted).isZero();
    }

    @Test
    void aLateReadingIsHeldAgainstWhatTheHomeHasShown() {
        doors.clock.set(NOON.plus(Duration.ofHours(1)));
        var register = Grid.reading(L1, NOON.plusSeconds(10), Duration.ofSeconds(10), 60_000, 0);
        var json = ReadingMessages.json(List.of(register));
        assertThat(send(MeterReadingsRoute.PARSED, json).refused()).isEqualTo(1);
        assertThat(doors.reasons().get(0)).contains("production of 60 kW", "25 kW", "late", "post it to corrections");
        assertThat(send(CorrectionsRoute.PARSED, json).accepted()).isEqualTo(1);
        var possible = Grid.reading(L1, NOON.plusSeconds(20), Duration.ofSeconds(10), 2_000, 0);
        assertThat(send(MeterReadingsRoute.PARSED, ReadingMessages.json(List.of(possible)))
                        .accepted())
                .isEqualTo(1);
    }

    private IntakeReport reads(MeterReading reading) {
        doors.clock.set(reading.end());
        next = reading.end();
        return send(MeterReadingsRoute.PARSED, ReadingMessages.json(List.of(reading)));
    }

    private IntakeReport holds(String kilowattHours) {
        next = next.plusSeconds(60);
        doors.clock.set(next);
        var status = new VehicleStatus(
                Grid.EV1, next, true, Energy.ZERO, Optional.of(Energy.ofKilowattHours(kilowattHours)));
        return send(VehicleStatusRoute.PARSED, StatusMessages.json(List.of(status)));
    }

    private IntakeReport send(String route, String json) {
        var grid = doors.grids.find(Grid.ID).orElseThrow();
        var message = new IncomingMessage("somewhere", grid, doors.clock.instant(), json.getBytes(UTF_8));
        return doors.camel.createProducerTemplate().requestBody(route, message, IntakeReport.class);
    }
}
