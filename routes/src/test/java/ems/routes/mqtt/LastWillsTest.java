package ems.routes.mqtt;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.wiring.WiringTable;

import static ems.routes.Grid.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A last will bears no stamp: one that waited at the broker counts only if nothing else of the car waited behind it. */
class LastWillsTest {

    private static final String ONLINE = "ems/harbour/vehicles/EV1/online";

    private final Doors doors = new Doors();
    private final Understanding understanding =
            new Understanding(doors.grids, Grid.ID, WiringTable.empty(), List.of(), NOON);

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void one_that_comes_while_the_line_stands_is_of_the_moment_in_which_it_came() {
        doors.clock.advance(java.time.Duration.ofSeconds(9));
        assertThat(understanding.of(arrival(ONLINE, "false", NOON.plusSeconds(2))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Intent.Statuses.class,
                        status -> assertThat(new String(status.body().bytes(), UTF_8))
                                .contains(
                                        "\"plugged_in\":false",
                                        NOON.plusSeconds(2).toString()));
    }

    @Test
    void one_that_waited_is_forgotten_as_a_report_follows_it() {
        understanding.caughtUp(NOON);
        assertThat(understanding.of(arrival(ONLINE, "false", NOON.plusSeconds(1))))
                .isEmpty();
        assertThat(understanding.of(arrival(
                        "ems/harbour/vehicles/EV1/status",
                        "{\"vehicle\":\"EV1\",\"at\":\"" + NOON + "\",\"plugged_in\":true}",
                        NOON.plusSeconds(1))))
                .hasSize(1);
        assertThat(understanding.upTo(NOON.plusSeconds(31))).isEmpty();
        assertThat(understanding.away().gone()).isEmpty();
    }

    @Test
    void or_as_the_device_says_that_it_is_here() {
        understanding.caughtUp(NOON);
        understanding.of(arrival(ONLINE, "false", NOON.plusSeconds(1)));
        understanding.of(arrival(ONLINE, "true", NOON.plusSeconds(1)));
        assertThat(understanding.upTo(NOON.plusSeconds(31))).isEmpty();
    }

    @Test
    void one_after_which_nothing_comes_counts_after_half_a_minute() {
        understanding.caughtUp(NOON);
        understanding.of(arrival(ONLINE, "false", NOON.plusSeconds(1)));
        assertThat(understanding.upTo(NOON.plusSeconds(29))).isEmpty();
        assertThat(understanding.upTo(NOON.plusSeconds(30))).singleElement().isInstanceOf(Intent.Statuses.class);
        assertThat(understanding.upTo(NOON.plusSeconds(60))).isEmpty();
    }

    private static Arrival arrival(String topic, String payload, Instant at) {
        var bytes = payload.getBytes(UTF_8);
        return new Arrival(topic, bytes, bytes.length, false, true, at, () -> {});
    }
}
