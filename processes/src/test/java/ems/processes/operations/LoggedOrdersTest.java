package ems.processes.operations;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** The log has a line for each pause and its end, with who ordered it and why. */
@QuarkusTest
class LoggedOrdersTest {

    private static final Logger LOG = Logger.getLogger("ems.operations");

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @TestHTTPResource("/")
    URI root;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + ExtLogRecord.wrap(line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private OperatedGrid grid;
    private OperatorsAddresses addresses;

    @BeforeEach
    void open() {
        grid = new OperatedGrid(grids, ticking);
        addresses = new OperatorsAddresses(root, grid.name());
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
    }

    @Test
    void a_pause_and_its_end_by_an_operator() {
        long paused =
                addresses.order("pause", "the transformer is hot").path("trail").asLong();
        long resumed =
                addresses.order("resume", "it has cooled down").path("trail").asLong();
        assertThat(lines)
                .containsExactly(
                        "INFO grid " + grid.name()
                                + " is paused until somebody resumes it by somebody at this machine (trail " + paused
                                + "): the transformer is hot",
                        "INFO grid " + grid.name() + " is resumed by somebody at this machine (trail " + resumed
                                + "): it has cooled down");
    }

    @Test
    void a_pause_that_ends_by_itself_is_told_once() {
        addresses.post("pause", "{\"reason\":\"one minute\",\"until\":\"" + NOON.end() + "\"}");
        grid.tick(NOON.start().plusSeconds(3));
        assertThat(lines).hasSize(1);
        grid.tick(NOON.end().plusSeconds(3));
        grid.tick(NOON.next().end().plusSeconds(3));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith("INFO the pause of grid " + grid.name()
                        + " ended by itself at 2026-06-21T12:01:00Z, as ordered (trail ");
    }

    @Test
    void an_order_that_is_refused_leaves_no_line() {
        addresses.refused(409, "resume", "{\"reason\":\"why not\"}");
        addresses.refused(400, "pause", "{}");
        assertThat(lines).isEmpty();
    }
}
