package ems.processes.repair;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.inject.Inject;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.kogito.index.graphql.GraphQLSchemaManager;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.processes.period.Markets;
import ems.processes.period.StoredPeriods;

import static org.assertj.core.api.Assertions.assertThat;

/** An order is right for the period as it stands, or is refused in words; whatever the engine's tools offer changes nothing. */
@QuarkusTest
class OrdersOfAnOperatorTest {

    private static final AtomicInteger GRIDS = new AtomicInteger();
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final List<String> ALL_TASKS =
            Task.WITHOUT_FALLBACKS.stream().map(Task::id).toList();
    private static final int OPERATORS = 4;

    @Inject
    StoredPeriods periods;

    @Inject
    Markets markets;

    @Inject
    PeriodRepair repair;

    @Inject
    GraphQLSchemaManager schemas;

    @TestHTTPResource("/")
    URI root;

    private final GatedSteps steps = new GatedSteps();
    private final PeriodKey key = new PeriodKey(new GridId("orders-" + GRIDS.incrementAndGet()), NOON);
    private Tools tools;

    @BeforeEach
    void open() {
        markets.open(key.grid(), steps);
        tools = new Tools(root);
    }

    @AfterEach
    void close() {
        markets.close(key.grid());
    }

    @Test
    void of_four_retries_at_once_one_acts_and_the_others_are_told() throws Exception {
        steps.breakDown(Task.SETTLE);
        var id = failedAt(Task.SETTLE);
        steps.mend();
        var othersAreTold = new CountDownLatch(OPERATORS - 1);
        steps.waitFor(othersAreTold);

        var answers = atOnce(() -> {
            var answer = order(RepairOrder.RETRY);
            othersAreTold.countDown();
            return answer;
        });

        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
        assertThat(answers)
                .filteredOn(
                        answer -> answer.equals("'Settle' of period " + key + " was retried. The period has ended."))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.equals("Period " + key
                        + " is not retried: another order or the clock is at" + " work on it. Look at it again."))
                .hasSize(OPERATORS - 1);
        assertThat(tools.instance(id).path("state").asText()).isEqualTo("COMPLETED");
        assertThat(tools.openTasks(id)).isEmpty();
    }

    @Test
    void the_clock_waits_for_an_order_and_closes_the_window_after_it() throws Exception {
        steps.breakDown(Task.MATCH);
        periods.start(key);
        steps.mend();
        var clockIsThere = new CountDownLatch(1);
        steps.waitFor(clockIsThere);
        try (var both = new Both()) {
            var retry = both.run(() -> order(RepairOrder.RETRY));
            var closing = both.run(() -> {
                steps.untilOneWaits();
                clockIsThere.countDown();
                periods.closeWindow(key);
                return "";
            });
            assertThat(retry.get()).startsWith("'Match' of period " + key + " was retried.");
            closing.get();
        }
        periods.closeWindow(key);
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    @ParameterizedTest
    @EnumSource(
            value = RepairOrder.class,
            names = {"RETRY", "SKIP"})
    void a_period_that_has_not_failed_is_neither_retried_nor_skipped(RepairOrder order) {
        periods.start(key);
        assertThat(order(order))
                .isEqualTo("Period " + key + " is not "
                        + (order == RepairOrder.SKIP ? "skipped" : "retried")
                        + ": nothing of it failed: it waits for its exchange window to close at 2026-06-21T12:01:00Z."
                        + " Wait for that, or abort the period.");
        periods.closeWindow(key);
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_left_to_do_for_a_period_that_has_ended(RepairOrder order) {
        periods.start(key);
        periods.closeWindow(key);
        assertThat(order(order))
                .startsWith("Period " + key + " is not ")
                .endsWith(": it has ended. Nothing is left to do.");
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "00000000-0000-0000-0000-000000000000"})
    void an_id_that_no_period_has_is_refused_like_any_other(String id) {
        assertThat(tools.change("ProcessInstanceRetry(id:\"" + id + "\")"))
                .startsWith("ProcessInstanceRetry is refused: whoever changes a period says why")
                .doesNotContain(" Period ");
    }

    @Test
    void a_task_that_fails_again_is_said_and_only_its_last_try_stays_open() {
        steps.breakDown(Task.SETTLE);
        var id = failedAt(Task.SETTLE);
        for (int tries = 0; tries < 3; tries++) {
            assertThat(order(RepairOrder.RETRY))
                    .isEqualTo("'Settle' of period " + key + " was retried: 'Settle' failed: out of pencils.");
            assertThat(tools.openTasks(id)).containsExactly("settle");
        }
        assertThat(tools.instance(id).at("/error/message").asText()).isEqualTo("out of pencils");
        assertThat(tools.manage("GET", "runMatchingPeriod/instances/" + id + "/error")
                        .body())
                .contains("\"out of pencils\"")
                .doesNotContain("java");
        assertThat(order(RepairOrder.ABORT))
                .isEqualTo("Period " + key + " was aborted. The period was aborted, and nothing of it is recorded.");
        assertThat(tools.openTasks(id)).isEmpty();
        assertThat(tools.instance(id).path("state").asText()).isEqualTo("ABORTED");
    }

    /** All that the packaged schema offers, so that a newer version's mutations are tried, too. */
    @Test
    void no_mutation_changes_a_period() {
        periods.start(key);
        var id = periods.status(key).orElseThrow().instance();
        var all = schemas.getGraphQLSchema().getMutationType().getFieldDefinitions();
        assertThat(all).hasSizeGreaterThan(15);
        for (GraphQLFieldDefinition other : all) {
            assertThat(tools.change(other.getName() + "(" + arguments(other, id) + ")"))
                    .startsWith(other.getName() + " is refused: ")
                    .contains("open /operations/ or post to /api/grids/GRID/operations/START/retry, skip or abort.")
                    .doesNotContain("Exception", "java");
        }
        assertThat(tools.openTasks(id)).containsExactly("exchangeWindow");
        periods.closeWindow(key);
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    private static String arguments(GraphQLFieldDefinition mutation, String id) {
        return String.join(
                ",",
                mutation.getArguments().stream()
                        .filter(argument -> !(argument.getType() instanceof GraphQLList))
                        .map(argument ->
                                argument.getName() + ":\"" + (argument.getName().equals("id") ? id : "settle") + "\"")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, runMatchingPeriod/instances/ID/nodes/settle",
        "POST, runMatchingPeriod/instances/ID/nodeInstances/NODE",
        "DELETE, runMatchingPeriod/instances/ID/nodeInstances/NODE",
        "POST, runMatchingPeriod/instances/ID/migrate",
        "POST, runMatchingPeriod/migrate",
        "POST, runMatchingPeriod/instances/ID/retrigger",
        "POST, runMatchingPeriod/instances/ID/skip",
        "DELETE, runMatchingPeriod/instances/ID"
    })
    void the_management_of_processes_changes_no_period_either(String method, String path) {
        periods.start(key);
        var id = periods.status(key).orElseThrow().instance();
        var reply = tools.manage(method, path.replace("ID", id).replace("NODE", id));
        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body()).contains("\"detail\":\"").doesNotContain("Exception", "java");
        assertThat(tools.openTasks(id)).containsExactly("exchangeWindow");
        periods.closeWindow(key);
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    /** A tool takes no reason: even an order that would fit the period is given elsewhere. */
    @Test
    void what_fits_a_failed_period_is_refused_by_the_tools_and_done_by_an_order() {
        steps.breakDown(Task.SETTLE);
        var id = failedAt(Task.SETTLE);
        steps.mend();
        for (String order : List.of("Retry", "Skip", "Abort")) {
            assertThat(tools.change("ProcessInstance" + order + "(id:\"" + id + "\")"))
                    .contains("says why", "stands still, because 'Settle' failed: out of pencils");
        }
        for (String path : List.of("/retrigger", "/skip")) {
            assertThat(tools.manage("POST", "runMatchingPeriod/instances/" + id + path)
                            .statusCode())
                    .isEqualTo(409);
        }
        assertThat(tools.instance(id).path("state").asText()).isEqualTo("ERROR");
        assertThat(order(RepairOrder.SKIP)).contains("'Settle' of period " + key + " was skipped.");
        assertThat(steps.done()).doesNotContain("settle").endsWith("anchor");
    }

    private String order(RepairOrder order) {
        return repair.order(order, key, () -> Abandonment.BY_OPERATOR).words();
    }

    private String failedAt(Task task) {
        periods.start(key);
        periods.closeWindow(key);
        var status = periods.status(key).orElseThrow();
        assertThat(status.failedNode()).isEqualTo(task.id());
        return status.instance();
    }

    private static List<String> atOnce(Callable<String> work) throws Exception {
        try (var all = new Both()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int operator = 0; operator < OPERATORS; operator++) {
                answers.add(all.run(work));
            }
            List<String> told = new ArrayList<>();
            for (Future<String> answer : answers) {
                told.add(answer.get());
            }
            return told;
        }
    }

    /** Threads that end with the test. */
    private static final class Both implements AutoCloseable {

        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(OPERATORS);

        Future<String> run(Callable<String> work) {
            return threads.submit(work);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
