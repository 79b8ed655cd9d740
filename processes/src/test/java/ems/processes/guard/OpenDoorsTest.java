package ems.processes.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** While no door is open a message is answered with 503, which a sender repeats, and never with 404. */
class OpenDoorsTest {

    private Optional<String> closed = Optional.of("The market is starting");
    private final OpenDoors doors = new OpenDoors(() -> closed);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/grids/demo/readings",
                "/api/grids/demo/corrections",
                "/api/grids/demo/vehicles/status",
                "/api/grids/demo/bids",
                "/api/grids/no-such-grid/readings/"
            })
    void a_message_is_to_come_again(String door) {
        assertThat(doors.denialOf(post(door))).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(503);
            assertThat(denial.problem()).isEqualTo("The market is starting; nothing was kept: send it again.");
        });
    }

    @Test
    void pages_are_answered() {
        assertThat(doors.denialOf(post("/api/grids/demo/snapshot"))).isEmpty();
        assertThat(doors.denialOf(post("/graphql"))).isEmpty();
    }

    @Test
    void an_open_door_denies_nothing() {
        closed = Optional.empty();
        assertThat(doors.denialOf(post("/api/grids/demo/readings"))).isEmpty();
    }

    private static RequestHead post(String path) {
        return new RequestHead("POST", path, "127.0.0.1:8080", false, "192.0.2.7", Map.of(), List.of());
    }
}
