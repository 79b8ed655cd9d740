package ems.routes.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.TestClock;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {

    static Stream<DeadLetters> boxes() {
        return Stream.of(new MemoryDeadLetters(), JdbcDeadLetters.of(Database.inMemory(), Grid.ID));
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void theNewestComesFirst(DeadLetters box) {
        assertThat(box.count()).isZero();
        for (int i = 0; i < 5; i++) {
            box.add(letter("reason " + i));
        }
        assertThat(box.count()).isEqualTo(5);
        assertThat(box.latest(2)).containsExactly(letter("reason 4"), letter("reason 3"));
        assertThat(box.latest(10)).hasSize(5);
    }

    @Test
    void memoryKeepsTheLatestThousandAndCountsAll() {
        var box = new MemoryDeadLetters();
        for (int i = 0; i < 1_001; i++) {
            box.add(letter("reason " + i));
        }
        assertThat(box.count()).isEqualTo(1_001);
        assertThat(box.latest(2_000)).hasSize(1_000).first().isEqualTo(letter("reason 1000"));
    }

    @Test
    void lettersOfNoGridStandApart() {
        var database = Database.inMemory();
        JdbcDeadLetters.ofNoGrid(database).add(letter("grid is not open"));
        assertThat(JdbcDeadLetters.of(database, new GridId("hill")).count()).isZero();
        assertThat(JdbcDeadLetters.ofNoGrid(database).count()).isEqualTo(1);
    }

    @Test
    void anyTextCanBeKept() {
        var box = JdbcDeadLetters.of(Database.inMemory(), Grid.ID);
        box.add(new DeadLetter(
                "door", NOON, "\0 \uD83D\uDE00 '; drop table dead_letter; --" + "x".repeat(2_000), "r".repeat(3_000)));
        assertThat(box.latest(1).get(0).text())
                .startsWith("? \uD83D\uDE00 '; drop")
                .hasSize(1_000);
        assertThat(box.latest(1).get(0).reason()).hasSize(1_000);
    }

    @Test
    void oldMessagesAreForgottenButNotWhereAVehicleStands() throws Exception {
        var database = Database.inMemory();
        var telemetry = new JdbcTelemetry(database, Grid.ID);
        var letters = JdbcDeadLetters.of(database, Grid.ID);
        letters.add(new DeadLetter("door", NOON.minus(Duration.ofDays(1)), "text", "old"));
        var anHourBefore = NOON.minus(Duration.ofHours(1));
        telemetry.keepReadings(List.of(Grid.reading(L1, anHourBefore), Grid.reading(L1, NOON.plusSeconds(10))));
        packAll(telemetry);
        telemetry.keepStatuses(
                List.of(Grid.status(NOON, false, "1"), Grid.status(NOON.plusSeconds(1), true, "1")), NOON);
        var clock = new TestClock(NOON.plus(Duration.ofDays(3)).plusSeconds(15));
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("ems.inbox.pruned", "false");
            camel.getPropertiesComponent().addInitialProperty("ems.inbox.kept-days", "3");
            camel.getPropertiesComponent().addInitialProperty("ems.dead-letters.kept-days", "4");
            letters.add(letter("young"));
            camel.addRoutes(new PruningRoute(new JdbcPruneInbox(database, grid -> Optional.empty()), clock));
            camel.start();
            camel.createProducerTemplate().sendBody(PruningRoute.PRUNE, null);
        }
        assertThat(letters.latest(2)).containsExactly(letter("young"));
        assertThat(telemetry.sample(L1, anHourBefore)).isEmpty();
        assertThat(telemetry.sample(L1, NOON.plusSeconds(10))).isPresent();
        assertThat(telemetry.has(EV1, NOON)).isFalse();
        assertThat(telemetry.pluggedIn(EV1, NOON.plusSeconds(1))).isTrue();
    }

    @Test
    void manyAreForgottenAFewAtATimeInAllGrids() {
        var database = Database.inMemory();
        var here = new JdbcTelemetry(database, Grid.ID);
        var there = new JdbcTelemetry(database, new GridId("valley"));
        var letters = JdbcDeadLetters.of(database, Grid.ID);
        for (int i = 0; i < 9; i++) {
            var at = NOON.plus(Duration.ofHours(i));
            for (JdbcTelemetry telemetry : List.of(here, there)) {
                telemetry.keepReadings(List.of(Grid.reading(L1, at), Grid.reading(Z0, at)));
                telemetry.keepStatuses(List.of(Grid.status(at, i % 2 == 0, "1")), at);
            }
            letters.add(new DeadLetter("door", at, "text", "letter " + i));
        }
        packAll(here);
        packAll(there);
        var pruning = new JdbcPruneInbox(database, grid -> Optional.empty(), 2);
        var six = NOON.plus(Duration.ofHours(6));
        pruning.messagesBefore(six.plusSeconds(5));
        pruning.deadLettersBefore(six.plusSeconds(5));
        for (JdbcTelemetry telemetry : List.of(here, there)) {
            assertThat(telemetry.sample(L1, six.minus(Duration.ofHours(1)))).isEmpty();
            assertThat(telemetry.sample(Z0, six)).isPresent();
            assertThat(telemetry.has(EV1, six)).isFalse();
            assertThat(telemetry.has(EV1, six.plus(Duration.ofHours(1)))).isTrue();
        }
        assertThat(letters.latest(9)).extracting(DeadLetter::reason).containsExactly("letter 8", "letter 7");
        pruning.messagesBefore(NOON.plus(Duration.ofDays(1)));
        var eight = NOON.plus(Duration.ofHours(8));
        assertThat(here.sample(L1, eight)).isEmpty();
        assertThat(here.pluggedIn(EV1, eight.plusSeconds(10)))
                .as("what the latest report said stays")
                .isTrue();
    }

    @Test
    void whatAnUnsettledPeriodOfAGridNeedsStays() {
        var database = Database.inMemory();
        var here = new JdbcTelemetry(database, Grid.ID, () -> NOON.plus(Duration.ofDays(2)));
        var there = new JdbcTelemetry(database, new GridId("valley"));
        var old = NOON.minus(Duration.ofDays(1)).minusSeconds(10);
        for (JdbcTelemetry telemetry : List.of(here, there)) {
            for (var at : List.of(old, old.plusSeconds(10), NOON)) {
                telemetry.keepReadings(List.of(Grid.reading(L1, at)));
                telemetry.keepStatuses(List.of(Grid.status(at, true, "1")), at);
            }
            telemetry.keepStatuses(List.of(Grid.status(NOON.plusSeconds(60), true, "1")), NOON.plusSeconds(60));
            telemetry.keepReadings(List.of(Grid.reading(Z0, old.minus(Duration.ofHours(2)))));
        }
        packAll(here);
        packAll(there);
        here.keepReadings(List.of(Grid.reading(L1, NOON.plusSeconds(10))));
        var unsettled = Map.of(Grid.ID, NOON);
        var pruning = new JdbcPruneInbox(database, grid -> Optional.ofNullable(unsettled.get(grid)));
        pruning.messagesBefore(NOON.plus(Duration.ofDays(9)));
        assertThat(here.sample(L1, NOON)).isPresent();
        assertThat(here.sample(L1, NOON.plusSeconds(10))).isPresent();
        assertThat(here.sample(L1, old.plusSeconds(10))).isPresent();
        assertThat(here.sample(Z0, old.minus(Duration.ofHours(2)))).as("older").isEmpty();
        assertThat(here.has(EV1, old)).as("older").isFalse();
        assertThat(here.has(EV1, NOON)).isTrue();
        assertThat(there.sample(L1, NOON)).isEmpty();
        assertThat(there.has(EV1, NOON)).isFalse();
        new JdbcPruneInbox(database, grid -> Optional.of(NOON.plus(Duration.ofDays(30))))
                .messagesBefore(NOON.plusSeconds(5));
        assertThat(here.sample(L1, NOON.plusSeconds(10)))
                .as("a young period makes nothing leave early")
                .isPresent();
    }

    private static void packAll(JdbcTelemetry telemetry) {
        while (telemetry.packOld()) {}
    }

    private static DeadLetter letter(String reason) {
        return new DeadLetter("door", NOON, "text", reason);
    }
}
