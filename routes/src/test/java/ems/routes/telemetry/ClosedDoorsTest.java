package ems.routes.telemetry;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.routes.Database;
import ems.routes.Doors;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** While nothing can be kept the doors say so, and nothing is lost: the sender sends its messages again. */
class ClosedDoorsTest {

    private static final String READING =
            "{\"meter\":\"L1\",\"at\":\"2026-03-01T12:00:00Z\",\"production_w\":500,\"consumption_w\":300}";
    private static final List<String> ALL = List.of("readings", "vehicles/status", "bids");

    private final DataSource database = Database.inMemory();
    private final Doors doors = new Doors(database);
    private Optional<String> full = Optional.of("the disk is full");
    private LocalServer server;

    @BeforeEach
    void open() throws Exception {
        server = new LocalServer(doors, "application/json");
        doors.grids.closeWhile(() -> full);
        doors.start();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void every_door_answers_503_with_the_reason() {
        for (String door : ALL) {
            var answer = server.post("/api/grids/harbour/" + door, READING);
            assertThat(answer.statusCode()).as(door).isEqualTo(503);
            assertThat(answer.body()).contains("the disk is full", "send them again");
        }
        assertThat(doors.letters.count()).isZero();
        assertThat(doors.ofNoGrid.count()).isZero();
    }

    @Test
    void what_is_sent_again_is_kept() {
        server.post("/api/grids/harbour/readings", READING);
        full = Optional.empty();
        assertThat(server.post("/api/grids/harbour/readings", READING).statusCode())
                .isEqualTo(202);
        assertThat(doors.telemetry.sample(L1, NOON)).isPresent();
    }
}
