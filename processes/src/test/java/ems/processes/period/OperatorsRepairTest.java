package ems.processes.period;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.processes.repair.PeriodRepair;
import ems.processes.repair.RepairAnswer;
import ems.processes.repair.RepairOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** A failed step leaves an instance in ERROR that an operator sees by GraphQL and can retry or skip. */
@QuarkusTest
class OperatorsRepairTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    @Inject
    StoredPeriods periods;

    @Inject
    Markets markets;

    @Inject
    PeriodRepair repair;

    @TestHTTPResource("/graphql")
    URI graphql;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TroubledSteps steps = new TroubledSteps();
    private PeriodKey key;

    private void openGrid(String name) {
        key = new PeriodKey(new GridId(name), NOON);
        markets.open(key.grid(), steps);
    }

    @AfterEach
    void close() {
        markets.close(key.grid());
    }

    @ParameterizedTest
    @FieldSource("ems.market.period.Task#WITHOUT_FALLBACKS")
    void a_retry_completes_the_period_and_doubles_nothing(Task task) throws Exception {
        openGrid("retry-" + task.id());
        steps.trouble(task, new IllegalStateException("out of pencils in " + task));
        run();

        String seen = query("{ProcessInstances(where:{businessKey:{equal:\\\"" + key
                + "\\\"}}){state error{nodeDefinitionId message}}}");
        assertThat(seen).contains("\"ERROR\"").contains(task.id()).contains("out of pencils in " + task);
        assertThat(periods.failed(key.grid())).containsExactly(NOON);

        assertThat(order(RepairOrder.RETRY).words()).as("still broken").contains("out of pencils in " + task);
        assertThat(periods.failed(key.grid())).containsExactly(NOON);
        steps.mend(task);
        assertThat(order(RepairOrder.RETRY).kind()).isEqualTo(RepairAnswer.Kind.DONE);
        periods.closeWindow(key);
        assertThat(periods.status(key)).as("the instance has completed").isEmpty();
        assertThat(steps.done()).containsExactlyElementsOf(Task.WITHOUT_FALLBACKS);
        assertThat(query("{ProcessInstances(where:{businessKey:{equal:\\\"" + key + "\\\"}}){state}}"))
                .contains("\"COMPLETED\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"FORECAST", "SETTLE"})
    void a_skip_goes_on_behind_the_failed_task(Task task) throws Exception {
        openGrid("skip-" + task.id());
        steps.trouble(task, new IllegalStateException("out of pencils"));
        run();
        assertThat(order(RepairOrder.SKIP).kind()).isEqualTo(RepairAnswer.Kind.DONE);
        periods.closeWindow(key);
        assertThat(steps.done()).doesNotContain(task).endsWith(Task.ANCHOR);
    }

    private void run() {
        periods.start(key);
        periods.closeWindow(key);
    }

    private RepairAnswer order(RepairOrder order) {
        return repair.order(order, key, () -> Abandonment.BY_OPERATOR);
    }

    private String query(String text) throws Exception {
        var request = HttpRequest.newBuilder(graphql)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + text + "\"}"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
