package ems.processes.operations;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** An operator sees how periods stand, is told what an order would do, and gives it with a reason. */
@QuarkusTest
class OperationsTest {

    private static final MatchingPeriod NEXT = NOON.next();
    private static final String OF_NOON = "operations/" + NOON;
    private static final String BECAUSE = "{\"reason\":\"the meter of L1 is being changed\"}";

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @TestHTTPResource("/")
    URI root;

    private OperatedGrid grid;
    private OperatorsAddresses addresses;

    @BeforeEach
    void open() {
        grid = new OperatedGrid(grids, ticking);
        addresses = new OperatorsAddresses(root, grid.name());
    }

    @Test
    void a_period_that_failed_is_listed_with_its_cause_and_told_in_words() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);

        var list = addresses.get("operations");
        assertThat(states(list)).containsExactly("2026-06-21T12:01:00Z ACTIVE", "2026-06-21T12:00:00Z ERROR");
        assertThat(list.at("/rows/1/step").asText()).isEqualTo("Settle");
        assertThat(list.at("/rows/1/error").asText()).isEqualTo("out of pencils");
        assertThat(list.at("/rows/0/step").asText()).isEqualTo("Exchange window");
        assertThat(list.at("/counts/ERROR").asInt()).isEqualTo(1);
        assertThat(list.at("/causes/0/starts/0").asText()).isEqualTo(NOON.toString());
        assertThat(list.at("/causes/0/advice").asText()).contains("booked twice");

        var one = addresses.get(OF_NOON);
        assertThat(one.at("/period/state").asText()).isEqualTo("ERROR");
        assertThat(one.at("/period/error").asText()).isEqualTo("'Settle' failed: out of pencils");
        assertThat(one.at("/timeline").findValuesAsText("step"))
                .containsExactly(
                        "Collect bids",
                        "Forecast",
                        "Verify and limit",
                        "Match",
                        "Exchange window",
                        "Measure exchange",
                        "Settle");
        assertThat(one.at("/timeline/6/failed").asBoolean()).isTrue();
        assertThat(one.at("/timeline/1/budgetMilliseconds").asLong()).isEqualTo(5_000);
        assertThat(one.at("/timeline/0/milliseconds").asLong()).isNotNegative();
        for (int i = 1; i <= 6; i++) {
            assertThat(Instant.parse(one.at("/timeline/" + (i - 1) + "/endedAt").asText()))
                    .as("step %s ends before the next one begins", i - 1)
                    .isBeforeOrEqualTo(
                            Instant.parse(one.at("/timeline/" + i + "/beganAt").asText()));
        }
        assertThat(action(one, "abort").path("allowed").asBoolean()).isTrue();
        assertThat(action(one, "abort").path("consequence").asText())
                .contains("1 trade of ", " kWh is not settled and nobody pays", "its car is free");
        assertThat(action(one, "skip").path("consequence").asText()).contains("nobody pays");
    }

    @Test
    void a_retry_is_answered_once_the_step_has_run() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        var again = addresses.order(OF_NOON + "/retry", "the printer is mended");
        assertThat(again.path("outcome").asText()).isEqualTo("FAILED_AGAIN");
        assertThat(again.path("words").asText()).endsWith("'Settle' failed: out of pencils.");
        grid.mend();
        var done = addresses.order(OF_NOON + "/retry", "it is mended  now,\nreally");
        assertThat(done.path("outcome").asText()).isEqualTo("DONE");
        assertThat(done.path("trail").asLong())
                .isGreaterThan(again.path("trail").asLong());

        var one = addresses.get(OF_NOON);
        assertThat(one.at("/period/state").asText()).isEqualTo("COMPLETED");
        assertThat(one.at("/interventions").findValuesAsText("reason"))
                .containsExactly("the printer is mended", "it is mended now, really");
        assertThat(one.at("/interventions/1/answer").asText()).startsWith("'Settle' of period " + grid.name());
        assertThat(one.at("/interventions/1/person").asText()).isEqualTo("somebody at this machine");
        assertThat(addresses.refused(409, OF_NOON + "/retry", BECAUSE)).contains("it has ended and is settled");
    }

    /** One request and one reason, and a line of the trail for each. */
    @Test
    void several_periods_are_retried_by_one_order() throws Exception {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        grid.sells(NOON.next());
        grid.runs(NOON.next());
        grid.mend();
        var third = NOON.next().next();
        var reply = addresses.post(
                "operations/retry",
                "{\"reason\":\"it is mended\",\"starts\":[\"" + NOON + "\",\"" + NOON.next() + "\",\"" + third
                        + "\"]}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        List<JsonNode> outcomes = new ArrayList<>();
        for (String line : reply.body().lines().toList()) {
            outcomes.add(new ObjectMapper().readTree(line));
        }
        assertThat(outcomes)
                .extracting(outcome -> outcome.path("start").asText())
                .containsExactly(NOON.toString(), NOON.next().toString(), third.toString());
        assertThat(outcomes)
                .extracting(outcome -> outcome.path("outcome").asText())
                .containsExactly("DONE", "DONE", "null");
        assertThat(outcomes.get(2).path("words").asText()).contains("nothing of it failed");
        assertThat(outcomes.get(1).path("trail").asLong())
                .isGreaterThan(outcomes.get(0).path("trail").asLong());
        for (var period : List.of(NOON, NOON.next())) {
            assertThat(addresses
                            .get("operations/" + period)
                            .at("/interventions")
                            .findValuesAsText("reason"))
                    .containsExactly("it is mended");
        }
    }

    @Test
    void several_periods_need_a_reason_and_are_known() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        assertThat(addresses.refused(400, "operations/retry", "{\"reason\":\"x\",\"starts\":[]}"))
                .contains("should name 1 to 1000");
        assertThat(addresses.refused(400, "operations/retry", "{\"starts\":[\"" + NOON + "\"]}"))
                .contains("'reason' is missing");
        assertThat(addresses.refused(
                        404, "operations/retry", "{\"reason\":\"x\",\"starts\":[\"2020-01-01T00:00:00Z\"]}"))
                .contains("Nothing is known of a period");
        assertThat(addresses.get(OF_NOON).at("/interventions")).isEmpty();
    }

    @Test
    void the_ledger_holds_the_number_of_an_abort_and_neither_name_nor_words() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        long trail = addresses
                .order(OF_NOON + "/abort", "the meter of L1 is being changed")
                .path("trail")
                .asLong();
        assertThat(grid.abandoned(NOON)).containsExactly("aborted by an operator (trail " + trail + ")");
        var one = addresses.get(OF_NOON);
        assertThat(one.at("/period/state").asText()).isEqualTo("ABORTED");
        assertThat(one.at("/interventions/0/trail").asLong()).isEqualTo(trail);
        assertThat(states(addresses.get("operations?state=aborted"))).containsExactly(NOON + " ABORTED");
        assertThat(action(one, "abort").path("whyNot").asText())
                .isEqualTo("It has ended without settlement: aborted by an operator (trail " + trail
                        + "). Nothing is left to do.");
    }

    @Test
    void a_skipped_step_is_gone_behind() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        addresses.order(OF_NOON + "/skip", "nothing was sold anyway");
        assertThat(grid.abandoned(NOON)).containsExactly("the settlement was skipped");
        assertThat(addresses.get(OF_NOON).at("/period/state").asText()).isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"  \"}", "{\"reason\":null}"})
    void nothing_is_done_without_a_reason(String body) {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        for (var order : List.of("retry", "skip", "abort")) {
            assertThat(addresses.refused(400, OF_NOON + "/" + order, body)).startsWith("'reason' is missing: say why");
        }
        assertThat(addresses.refused(400, "pause", body)).startsWith("'reason' is missing");
        assertThat(addresses.get(OF_NOON).at("/interventions")).isEmpty();
        assertThat(addresses.get(OF_NOON).at("/period/state").asText()).isEqualTo("ERROR");
    }

    @Test
    void a_reason_has_its_length() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        assertThat(addresses.refused(400, OF_NOON + "/abort", "{\"reason\":\"" + "x".repeat(301) + "\"}"))
                .isEqualTo("'reason' has 301 characters, more than 300: say it shorter.");
        addresses.order(OF_NOON + "/abort", "x".repeat(300));
        assertThat(grid.abandoned(NOON)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=broken     | 'state' is 'broken', and should be one of ACTIVE, ERROR, COMPLETED, ABORTED, SKIPPED, PAUSED.",
                "from=yesterday   | 'from' is 'yesterday', and should be an instant in UTC like 2026-01-31T12:00:00Z.",
                "before=12        | 'before' is '12', and should be an instant in UTC like 2026-01-31T12:00:00Z.",
                "limit=0          | 'limit' is '0', and should be a whole number in [1, 200].",
                "limit=201        | 'limit' is '201', and should be a whole number in [1, 200].",
                "limit=many       | 'limit' is 'many', and should be a whole number in [1, 200]."
            })
    void a_wrong_filter_is_said(String query, String problem) {
        assertThat(OperatorsAddresses.problem(400, addresses.look("operations?" + query)))
                .isEqualTo(problem);
    }

    @Test
    void lists_are_filtered_and_go_on_where_they_ended() {
        var period = NOON;
        for (int i = 0; i < 5; i++) {
            grid.sells(period);
            if (i == 3) {
                grid.breakDown(Task.SETTLE);
            }
            grid.runs(period);
            period = period.next();
        }
        assertThat(states(addresses.get("operations?error=PENCILS&step=settle")))
                .containsExactly("2026-06-21T12:04:00Z ERROR", "2026-06-21T12:03:00Z ERROR");
        assertThat(states(addresses.get("operations?error=100%25"))).isEmpty();
        assertThat(states(addresses.get("operations?step=exchangeWindow")))
                .containsExactly("2026-06-21T12:05:00Z ACTIVE");
        assertThat(states(addresses.get("operations?state=COMPLETED&from=2026-06-21T12:01:00Z")))
                .containsExactly("2026-06-21T12:02:00Z COMPLETED", "2026-06-21T12:01:00Z COMPLETED");

        List<String> all = new ArrayList<>();
        var page = addresses.get("operations?limit=2");
        for (;
                page.hasNonNull("next");
                page = addresses.get(
                        "operations?limit=2&before=" + page.path("next").asText())) {
            assertThat(page.path("rows")).hasSize(2);
            all.addAll(states(page));
        }
        all.addAll(states(page));
        assertThat(all).isEqualTo(states(addresses.get("operations"))).hasSize(6);
        var counts = addresses.get("operations").path("counts");
        assertThat(counts.path("ACTIVE").asInt()
                        + counts.path("ERROR").asInt()
                        + counts.path("COMPLETED").asInt()
                        + counts.path("ABORTED").asInt())
                .isEqualTo(all.size());
    }

    @Test
    void what_nobody_knows_of_is_said() {
        assertThat(OperatorsAddresses.problem(404, addresses.look("operations/2026-06-21T13:00:00Z")))
                .isEqualTo("The period of 2026-06-21T13:00:00Z has not begun: the grid's clock shows"
                        + " 2026-06-21T12:00:00Z.");
        assertThat(OperatorsAddresses.problem(404, addresses.look("operations/2026-06-20T13:00:00Z")))
                .startsWith("Nothing is known of a period of 2026-06-20T13:00:00Z");
        assertThat(addresses.refused(404, "operations/2026-06-21T13:00:00Z/abort", BECAUSE))
                .contains("has not begun");
        grid.runs(NOON);
        assertThat(addresses.refused(404, OF_NOON + "/explode", BECAUSE))
                .isEqualTo("There is no order 'explode': retry, skip or abort.");
        assertThat(OperatorsAddresses.problem(404, new OperatorsAddresses(root, "nowhere").look("operations")))
                .isEqualTo("No grid 'nowhere' runs here.");
    }

    @Test
    void the_diagram_shows_the_way_of_the_instance() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        var picture = addresses.look(OF_NOON + "/diagram.svg");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("content-type").orElse("")).startsWith("image/svg+xml");
        var plain = new OperatorsAddresses(root, grid.name()).look("/svg/processes/runMatchingPeriod");
        assertThat(picture.body()).contains("Settle").isNotEqualTo(plain.body());
        assertThat(addresses.look("operations/2026-06-20T13:00:00Z/diagram.svg").statusCode())
                .isEqualTo(404);
    }

    private static List<String> states(JsonNode list) {
        List<String> states = new ArrayList<>();
        list.path("rows")
                .forEach(row -> states.add(
                        row.path("start").asText() + " " + row.path("state").asText()));
        return states;
    }

    private static JsonNode action(JsonNode one, String action) {
        for (JsonNode each : one.path("actions")) {
            if (each.path("action").asText().equals(action)) {
                return each;
            }
        }
        throw new AssertionError("no action " + action + " in " + one);
    }
}
