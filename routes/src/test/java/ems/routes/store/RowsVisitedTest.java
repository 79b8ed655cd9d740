package ems.routes.store;

import java.util.regex.Pattern;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.routes.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked for each message, however long its sender has been sending, visits one row. */
class RowsVisitedTest {

    private static final Pattern VISITED = Pattern.compile("scanCount: ([0-9]+)");

    private static Handle filled() {
        var handle = Jdbi.create(Database.inMemory()).open();
        String at = "dateadd('SECOND', x, timestamp with time zone '2026-06-21 12:00:00Z')";
        handle.execute(
                "insert into vehicle_status (grid, vehicle, reported_at, plugged_in, driven_millijoules, counted_at,"
                        + " received_at) select 'demo', 'L' || mod(x, 3), " + at + ", true, 0, " + at + ", " + at
                        + " from system_range(1, 3000)");
        return handle;
    }

    private static int visited(Handle handle, String query) {
        String plan = handle.createQuery(
                        "explain analyze " + query.replace(":grid", "'demo'").replace(":vehicle", "'L1'"))
                .mapTo(String.class)
                .one();
        var count = VISITED.matcher(plan);
        assertThat(count.find()).as(plan).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @Test
    void oneRowIsVisited() {
        try (var handle = filled()) {
            assertThat(visited(handle, VehicleStatusTable.LATEST)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aMaximumWouldVisitThemAll() {
        try (var handle = filled()) {
            assertThat(visited(
                            handle,
                            "select max(reported_at) from vehicle_status where grid = :grid and vehicle = :vehicle"))
                    .isGreaterThan(900);
        }
    }
}
