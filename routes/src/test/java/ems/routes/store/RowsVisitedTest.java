package ems.routes.store;

import java.util.UUID;
import java.util.regex.Pattern;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked for each message, however long its sender has been sending, visits one row. */
class RowsVisitedTest {

    private static final Pattern VISITED = Pattern.compile("scanCount: ([0-9]+)");

    private static Handle filled() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        var handle = Jdbi.create(source).open();
        handle.execute("create table reading (grid varchar(64), meter varchar(64), starts_at timestamp with time zone,"
                + " primary key (grid, meter, starts_at))");
        handle.execute("create table vehicle_status (grid varchar(64), vehicle varchar(64),"
                + " reported_at timestamp with time zone, primary key (grid, vehicle, reported_at))");
        for (String table : new String[] {"reading", "vehicle_status"}) {
            handle.execute("insert into " + table + " select 'demo', 'L' || mod(x, 3), dateadd('SECOND', x,"
                    + " timestamp with time zone '2026-06-21 12:00:00Z') from system_range(1, 3000)");
        }
        return handle;
    }

    private static int visited(Handle handle, String query) {
        String plan = handle.createQuery("explain analyze "
                        + query.replace(":grid", "'demo'")
                                .replace(":meter", "'L1'")
                                .replace(":vehicle", "'L1'"))
                .mapTo(String.class)
                .one();
        var count = VISITED.matcher(plan);
        assertThat(count.find()).as(plan).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ReadingTable.LATEST,
                VehicleStatusTable.LATEST,
                ReadingHourTable.NEXT_METER,
                ReadingHourTable.OLDEST
            })
    void oneRowIsVisited(String query) {
        try (var handle = filled()) {
            assertThat(visited(handle, query)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aMaximumWouldVisitThemAll() {
        try (var handle = filled()) {
            assertThat(visited(handle, "select max(starts_at) from reading where grid = :grid and meter = :meter"))
                    .isGreaterThan(900);
        }
    }
}
