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
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.kogito.index.graphql.GraphQLSchemaManager;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.processes.period.Markets;
import ems.processes.period.StoredPeriods;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the engine's tools offer is right for the period as it stands, or is refused in words and changes nothing. */
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
            var answer = tools.change("ProcessInstanceRetry(id:\"" + id + "\")");
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
        var id = periods.status(key).orElseThrow().instance();
        steps.mend();
        var clockIsThere = new CountDownLatch(1);
        steps.waitFor(clockIsThere);
        try (var both = new Both()) {
            var retry = both.run(() -> tools.change("ProcessInstanceRetry(id:\"" + id + "\")"));
            var closing = both.run(() -> {
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
    @ValueSource(strings = {"ProcessInstanceRetry", "ProcessInstanceSkip"})
    void a_period_that_has_not_failed_is_neither_retried_nor_skipped(String order) {
        periods.start(key);
        var id = periods.status(key).orElseThrow().instance();
        assertThat(tools.change(order + "(id:\"" + id + "\")"))
                .isEqualTo("Period " + key + " is not "
                        + (order.endsWith("Skip") ? "skipped" : "retried")
                        + ": nothing of it failed: it waits for its exchange window to close at 2026-06-21T12:01:00Z."
                        + " Wait for that, or abort the period.");
        periods.closeWindow(key);
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProcessInstanceRetry", "ProcessInstanceSkip", "ProcessInstanceAbort"})
    void nothing_is_left_to_do_for_a_period_that_has_ended(String order) {
        periods.start(key);
        var id = periods.status(key).orElseThrow().instance();
        periods.closeWindow(key);
        assertThat(tools.change(order + "(id:\"" + id + "\")"))
                .startsWith("Period " + key + " is not ")
                .endsWith(": it has ended. Nothing is left to do.");
        assertThat(steps.done()).containsExactlyElementsOf(ALL_TASKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "00000000-0000-0000-0000-000000000000"})
    void an_id_that_no_period_has_is_said(String id) {
        assertThat(tools.change("ProcessInstanceRetry(id:\"" + id + "\")"))
                .isEqualTo("There is no period with the id '" + id
                        + "'. Ask GraphQL for {ProcessInstances{id businessKey state}}: the id is 36 characters long.");
        assertThat(tools.manage("POST", "runMatchingPeriod/instances/" + (id.isEmpty() ? "x" : id) + "/retrigger")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_task_that_fails_again_is_said_and_only_its_last_try_stays_open() {
        steps.breakDown(Task.SETTLE);
        var id = failedAt(Task.SETTLE);
        for (int tries = 0; tries < 3; tries++) {
            assertThat(tools.change("ProcessInstanceRetry(id:\"" + id + "\")"))
                    .isEqualTo("'Settle' of period " + key + " was retried: 'Settle' failed: out of pencils.");
            assertThat(tools.openTasks(id)).containsExactly("settle");
        }
        assertThat(tools.instance(id).at("/error/message").asText()).isEqualTo("out of pencils");
        assertThat(tools.manage("GET", "runMatchingPeriod/instances/" + id + "/error")
                        .body())
                .contains("\"out of pencils\"")
                .doesNotContain("java");
        assertThat(tools.change("ProcessInstanceAbort(id:\"" + id + "\")"))
                .isEqualTo("Period " + key + " was aborted. The period was aborted, and nothing of it is recorded.");
        assertThat(tools.openTasks(id)).isEmpty();
        assertThat(tools.instance(id).path("state").asText()).isEqualTo("ABORTED");
    }

    /** All that the packaged schema offers, so that a newer version's mutations are tried, too. */
    @Test
    void no_other_mutation_changes_a_period() {
        periods.start(key);
        var id = periods.status(key).orElseThrow().instance();
        var others = schemas.getGraphQLSchema().getMutationType().getFieldDefinitions().stream()
                .filter(field -> Stream.of(RepairOrder.values())
                        .noneMatch(order -> order.mutation().equals(field.getName())))
                .toList();
        assertThat(others).hasSizeGreaterThan(12);
        for (GraphQLFieldDefinition other : others) {
            assertThat(tools.change(other.getName() + "(" + arguments(other, id) + ")"))
                    .startsWith(other.getName() + " is refused: ")
                    .contains("ProcessInstanceAbort ends a period")
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
        "POST, runMatchingPeriod/instances/ID/skip"
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

    @Test
    void the_management_of_processes_takes_the_same_orders() {
        steps.breakDown(Task.SETTLE);
        var id = failedAt(Task.SETTLE);
        var again = tools.manage("POST", "runMatchingPeriod/instances/" + id + "/retrigger");
        assertThat(again.statusCode()).isEqualTo(500);
        assertThat(again.body()).contains("'Settle' failed: out of pencils.");
        var skipped = tools.manage("POST", "runMatchingPeriod/instances/" + id + "/skip");
        assertThat(skipped.statusCode()).isEqualTo(200);
        assertThat(skipped.body()).contains("'Settle' of period " + key + " was skipped.");
        assertThat(steps.done()).doesNotContain("settle").endsWith("anchor");
        assertThat(tools.manage("DELETE", "runMatchingPeriod/instances/" + id).statusCode())
                .isEqualTo(409);
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
