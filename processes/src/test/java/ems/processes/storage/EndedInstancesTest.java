package ems.processes.storage;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances leave the index's own tables, as the tools' migrations make them. */
@QuarkusTest
class EndedInstancesTest {

    private static final GridId HILL = new GridId("hill");
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final int ERROR = 5;
    private static final int COMPLETED = 2;
    private static final int ABORTED = 3;

    @Inject
    EndedInstances instances;

    @Inject
    DataSource database;

    private Jdbi jdbi;

    @BeforeEach
    void someInstances() {
        jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> sql.execute("delete from processes where id like 'kept-test-%'"));
        instance("hill", "2026-06-21T11:58:00Z", COMPLETED);
        instance("hill", "2026-06-21T11:59:00Z", ABORTED);
        instance("hill", "2026-06-21T12:00:00Z", COMPLETED);
        instance("hill", "2026-06-21T11:57:00Z", ERROR);
        instance("hills", "2026-06-21T11:58:00Z", COMPLETED);
    }

    private void instance(String grid, String start, int state) {
        String id = "kept-test-" + grid + start;
        jdbi.useHandle(sql -> {
            sql.execute(
                    "insert into processes (id, business_key, state) values (?, ?, ?)", id, grid + '/' + start, state);
            sql.execute("insert into nodes (id, name, process_instance_id) values (?, 'Match', ?)", id + "-node", id);
        });
    }

    private List<String> in(String table) {
        return jdbi.withHandle(
                sql -> sql.createQuery("select id from " + table + " where id like 'kept-test-%' order by id")
                        .mapTo(String.class)
                        .map(id -> id.replace("kept-test-", "").replace("-node", ""))
                        .list());
    }

    @Test
    void whatHasEndedBeforeThePeriodLeaves() {
        assertThat(instances.forget(HILL, NOON)).isEqualTo(2);
        assertThat(in("processes"))
                .containsExactly("hill2026-06-21T11:57:00Z", "hill2026-06-21T12:00:00Z", "hills2026-06-21T11:58:00Z");
        assertThat(in("nodes")).isEqualTo(in("processes"));
        assertThat(instances.forget(HILL, NOON)).isZero();
    }

    @Test
    void tasksOfWhatCompletedLeaveBefore() {
        assertThat(instances.forgetTasks(HILL, NOON)).isEqualTo(1);
        assertThat(in("nodes"))
                .as("those of an instance that was aborted, is young, in error or of another grid stay")
                .containsExactly(
                        "hill2026-06-21T11:57:00Z",
                        "hill2026-06-21T11:59:00Z",
                        "hill2026-06-21T12:00:00Z",
                        "hills2026-06-21T11:58:00Z");
        assertThat(in("processes")).hasSize(5);
        assertThat(instances.forgetTasks(HILL, NOON)).isZero();
    }

    @Test
    void manyLeaveInSeveralSteps() {
        for (int second = 10; second < 60; second++) {
            instance("hill", "2026-06-21T11:40:" + second + "Z", COMPLETED);
        }
        assertThat(instances.forget(HILL, NOON)).isEqualTo(50);
        assertThat(instances.forget(HILL, NOON)).isEqualTo(2);
    }
}
