package ems.routes.mqtt;

import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.store.JdbcDoubtStore;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.wiring.WiredMessage.Judged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be kept is written down only if it is the message that is at fault; everything else waits. */
class KeepingTest {

    @Test
    void a_reading_for_a_grid_that_is_not_open_is_written_down_and_blocks_nobody() throws IOException {
        try (var doors = new Doors().closedToHttp().start();
                var camel = doors.camel.createProducerTemplate()) {
            var keeping = new Keeping(doors.grids, camel, new JdbcDoubtStore(doors.database, Grid.ID), doors.clock);
            var body = new Body("wired: ", party -> true, "[]".getBytes(UTF_8));
            keeping.keep(List.of(new Intent.Readings(new GridId("dmeo"), body)));
            assertThat(doors.ofNoGrid.latest(2))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo("wired: grid 'dmeo' is not open"));
            keeping.bury(new Intent.Readings(new GridId("dmeo"), body), new ArithmeticException("too large"));
            assertThat(doors.ofNoGrid.count()).isEqualTo(2);
            assertThat(keeping.refused()).isEqualTo(2);
            var judged = new Judged(Grid.L1, "import register", Optional.empty());
            keeping.bury(new Intent.Judgement(Grid.ID, judged), new ArithmeticException("too large"));
            assertThat(doors.reasons()).singleElement().asString().contains("could not be kept");
        }
    }

    @Test
    void a_store_that_fails_is_waited_for() {
        assertThat(List.of(
                        new IllegalStateException(new SQLException("no connection", "08001")),
                        new IllegalStateException(new SQLException("table not found", "42S02")),
                        new IllegalStateException(new SQLException("no state")),
                        new IllegalStateException(new IOException("disk full")),
                        new RejectedExecutionException("it stops"),
                        new OutOfMemoryError()))
                .noneMatch(Keeping::isForGood);
    }

    @Test
    void a_message_that_the_store_or_the_code_cannot_take_is_not() {
        assertThat(List.of(
                        new IllegalStateException(new SQLDataException("out of range", "22003")),
                        new IllegalStateException(new SQLException("null not allowed", "23502")),
                        new IllegalStateException(new ArithmeticException("overflow")),
                        new StackOverflowError()))
                .allMatch(Keeping::isForGood);
    }
}
