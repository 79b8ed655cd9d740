package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.MeterReading;
import ems.routes.Doors;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What comes in after its period was measured is kept, and waits for the market. */
class LateReadingsTest {

    private final Doors doors = new Doors().closedToHttp();

    @AfterEach
    void close() {
        doors.close();
    }

    private IntakeReport send(String route, MeterReading... readings) {
        if (!doors.camel.isStarted()) {
            doors.start();
        }
        var grid = doors.grids.find(Grid.ID).orElseThrow();
        var body = ReadingMessages.json(List.of(readings)).getBytes(UTF_8);
        var message = new IncomingMessage("somewhere", grid, doors.clock.instant(), body);
        return doors.camel.createProducerTemplate().requestBody(route, message, IntakeReport.class);
    }

    private void assertWaiting(Instant... periods) {
        assertThat(doors.late.waiting(10))
                .extracting(late -> late.period().start())
                .containsExactly(periods);
        assertThat(doors.late.waiting(10)).extracting(LateReading::party).containsOnly(L1);
    }

    @Test
    void aReadingThatJoinsWhileTheOthersAreLookedAtWaitsOn() {
        doors.clock.advance(Duration.ofHours(1));
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON));
        var lookedAt = doors.late.waiting(10);
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(10)));
        doors.late.taken(lookedAt);
        assertWaiting(NOON);
    }

    @Test
    void twoValuesForOneTimeInOneBodyAreRefusedAtBothDoors() {
        var other = Grid.reading(L1, NOON, Duration.ofSeconds(10), 7, 0);
        var report = send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON), other, Grid.reading(L1, NOON));
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        var corrections = send(CorrectionsRoute.PARSED, other, Grid.reading(L1, NOON));
        assertThat(corrections.accepted()).isEqualTo(1);
        assertThat(corrections.refused()).isEqualTo(1);
        assertThat(doors.telemetry.metered(L1, NOON)).contains(other.perSample());
    }

    @Test
    void aCorrectionOfAnotherIntervalIsRefused() {
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON));
        doors.clock.advance(Duration.ofHours(1));
        var minute = Grid.reading(L1, NOON, Duration.ofMinutes(1), 7, 0);
        assertThat(send(CorrectionsRoute.PARSED, minute).refused()).isEqualTo(1);
        assertThat(doors.reasons()).singleElement().asString().contains("its interval of 60 s", "send one for each");
    }

    @Test
    void aReadingInTimeDoesNotWait() {
        doors.clock.advance(Duration.ofSeconds(68));
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(50)));
        assertThat(doors.late.waiting(10)).isEmpty();
    }

    @Test
    void aLateReadingIsKeptAndWaits() {
        doors.clock.advance(Duration.ofDays(6));
        var report = send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(50)));
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.hasLetters()).isFalse();
        assertThat(doors.telemetry.sample(L1, NOON.plusSeconds(50))).isPresent();
        assertWaiting(NOON);
    }

    @Test
    void aReadingOverTwoPeriodsWaitsInBoth() {
        doors.clock.advance(Duration.ofHours(1));
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(30), Duration.ofMinutes(1), 1, 2));
        assertWaiting(NOON, NOON.plusSeconds(60));
        assertThat(doors.late.waiting(1)).hasSize(1);
    }

    @Test
    void aMeterThatWasSilentSendsTheNewestFirst() {
        doors.clock.advance(Duration.ofHours(1));
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(3_600)));
        for (int sample = 5; sample >= 0; sample--) {
            assertThat(send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON.plusSeconds(10L * sample)))
                            .accepted())
                    .isEqualTo(1);
        }
        assertWaiting(NOON);
        assertThat(doors.telemetry.metered(L1, new MatchingPeriod(NOON))).isPresent();
    }

    @Test
    void aCorrectionTakesThePlaceOfAReadingHoweverOldAndPacked() {
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON));
        doors.clock.advance(Duration.ofDays(3));
        while (doors.telemetry.packOld()) {
            assertThat(doors.telemetry.sample(L1, NOON)).isPresent();
        }
        var corrected = Grid.reading(L1, NOON, Duration.ofSeconds(10), 7, 0);
        assertThat(send(CorrectionsRoute.PARSED, corrected).accepted()).isEqualTo(1);
        assertCorrected(corrected);
        while (doors.telemetry.packOld()) {
            assertCorrected(corrected);
        }
        assertCorrected(corrected);
        assertWaiting(NOON);
    }

    private void assertCorrected(MeterReading corrected) {
        assertThat(doors.telemetry.metered(L1, NOON)).contains(corrected.perSample());
        assertThat(doors.telemetry.during(new MatchingPeriod(NOON), List.of(L1)).metered(L1, NOON))
                .contains(corrected.perSample());
    }

    @Test
    void aCorrectionInTimeChangesWhatThePeriodWillMeasure() {
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON));
        var corrected = Grid.reading(L1, NOON, Duration.ofSeconds(10), 7, 0);
        send(CorrectionsRoute.PARSED, corrected);
        assertThat(doors.telemetry.metered(L1, NOON)).contains(corrected.perSample());
        assertThat(doors.late.waiting(10)).isEmpty();
    }

    @Test
    void aCorrectionThatCannotBeTrueIsRefused() {
        var ahead = Grid.reading(L1, NOON.plusSeconds(60));
        assertThat(send(CorrectionsRoute.PARSED, ahead).refused()).isEqualTo(1);
        assertThat(doors.reasons()).singleElement().asString().startsWith("in the future");
    }

    @Test
    void whatTheMarketTakesWaitsNoLonger() {
        doors.clock.advance(Duration.ofHours(1));
        send(MeterReadingsRoute.PARSED, Grid.reading(L1, NOON), Grid.reading(L1, NOON.plusSeconds(60)));
        doors.late.taken(doors.late.waiting(1));
        assertWaiting(NOON.plusSeconds(60));
        doors.late.refuse(doors.late.waiting(1).get(0), "its period was abandoned");
        assertThat(doors.late.waiting(10)).isEmpty();
        assertThat(doors.letters.latest(1)).singleElement().satisfies(letter -> {
            assertThat(letter.door()).isEqualTo("late-readings");
            assertThat(letter.text()).contains("L1", "2026-03-01T12:01:00Z");
            assertThat(letter.reason()).isEqualTo("its period was abandoned");
        });
    }

    @Test
    void aReadingThatComesAgainLateDoesNotWait() {
        var reading = Grid.reading(L1, NOON);
        send(MeterReadingsRoute.PARSED, reading);
        doors.clock.advance(Duration.ofHours(1));
        assertThat(send(MeterReadingsRoute.PARSED, reading).repeated()).isEqualTo(1);
        assertThat(doors.late.waiting(10)).isEmpty();
        assertThat(reading.production()).isNotEqualTo(Power.ZERO);
    }
}
