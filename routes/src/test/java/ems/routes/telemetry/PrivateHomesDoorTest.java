package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.DeadLetter;
import ems.routes.Doors;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static org.assertj.core.api.Assertions.assertThat;

/** L1 is private from noon on: of what comes in of it, no door keeps a value. */
class PrivateHomesDoorTest {

    private static final String WHY = "prosumer:L1 is a private home, of which the market keeps no reading: what it"
            + " exchanges is signed by its agent and by its EV. Let its meter tell its agent alone";
    private static final String NOT_KEPT = "(not kept: it is of a private home)";
    private static final String READINGS = "/api/grids/harbour/readings";

    private final Doors doors = new Doors();
    private LocalServer server;

    @BeforeEach
    void open() throws Exception {
        doors.privateFrom.put(L1, MatchingPeriod.containing(NOON));
        server = new LocalServer(doors, "application/json");
        doors.start();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private static String reading(String home, Instant at, long watts) {
        return "{\"meter\":\"%s\",\"at\":\"%s\",\"production_w\":%d,\"consumption_w\":4711}".formatted(home, at, watts);
    }

    private void assertNothingIsKept(String reason) {
        assertThat(doors.letters.latest(10)).extracting(DeadLetter::text).containsExactly(NOT_KEPT);
        assertThat(doors.reasons()).containsExactly(reason);
        assertThat(doors.telemetry.metered(L1, NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {READINGS, "/api/grids/harbour/corrections"})
    void aReadingIsRefusedWhateverTheDoor(String door) {
        var answer = server.post(door, reading("L1", NOON, 815));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is a private home").doesNotContain("815", "4711");
        assertNothingIsKept(WHY);
    }

    @Test
    void theOtherHomesOfTheBodyAreTaken() {
        assertThat(server.post(READINGS, "[" + reading("L1", NOON, 815) + "," + reading("Z0", NOON, 500) + "]")
                        .statusCode())
                .isEqualTo(202);
        assertThat(doors.telemetry.metered(Z0, NOON)).isPresent();
        assertNothingIsKept(WHY);
    }

    @Test
    void whatItMeasuredBeforeIsTaken() {
        assertThat(server.post(READINGS, reading("L1", NOON.minusSeconds(10), 815))
                        .statusCode())
                .isEqualTo(202);
        assertThat(doors.telemetry.metered(L1, NOON.minusSeconds(10))).isPresent();
    }

    @Test
    void aReadingThatEndsAfterItIsPrivateIsRefused() {
        var across = Grid.reading(L1, NOON.minusSeconds(30), Duration.ofSeconds(60), 815, 4711);
        server.post(READINGS, ReadingMessages.json(List.of(across)));
        assertNothingIsKept(WHY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meter\":\"L1\",\"at\":\"2026-03-01T12:00:00Z\",\"production_w\":\"815 W\",\"consumption_w\":1}",
                "{\"meter\":\"L1\",\"at\":\"2026-03-01T12:00:00Z\",\"production_w\":815",
                "L1 815"
            })
    void whatCannotBeReadAndNamesItIsNotKeptEither(String body) {
        assertThat(server.post(READINGS, body).body()).doesNotContain("815");
        assertNothingIsKept("it cannot be read and names a private home, so that neither it nor why is kept");
    }

    @Test
    void aBodyOfAnotherTypeOrTooLongIsNotKeptEither() {
        server.post(READINGS, reading("L1", NOON, 815), "Content-Type", "text/csv");
        server.post(READINGS, reading("L1", NOON, 815) + " ".repeat(70_000));
        assertThat(doors.texts()).containsExactly(NOT_KEPT, NOT_KEPT);
    }

    @Test
    void whatCannotBeReadOfOthersIsKeptAsEver() {
        server.post(READINGS, "Z0 815");
        assertThat(doors.texts()).containsExactly("Z0 815");
    }
}
