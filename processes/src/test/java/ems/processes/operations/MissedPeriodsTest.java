package ems.processes.operations;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Step;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Periods that never ran are in the list, and have a page that says why and by whose order. */
@QuarkusTest
class MissedPeriodsTest {

    private static final MatchingPeriod NEXT = NOON.next();
    private static final MatchingPeriod HALF_PAST =
            MatchingPeriod.containing(NOON.start().plus(Duration.ofMinutes(30)));

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
    void periods_of_a_standstill_have_one_row_and_a_page_each() {
        grid.runs(NOON);
        grid.tick(HALF_PAST.start().plusSeconds(3));

        var list = addresses.get("operations");
        assertThat(states(list))
                .containsExactly(
                        "2026-06-21T12:30:00Z ACTIVE",
                        "2026-06-21T12:29:00Z SKIPPED",
                        "2026-06-21T12:01:00Z COMPLETED",
                        "2026-06-21T12:00:00Z COMPLETED");
        var missed = list.at("/rows/1/missed");
        assertThat(missed.path("first").asText()).isEqualTo("2026-06-21T12:02:00Z");
        assertThat(missed.path("words").asText())
                .isEqualTo("28 periods, from 2026-06-21T12:02:00Z to 2026-06-21T12:29:00Z, were not started, and nobody"
                        + " traded in them: no tick came while they could start.");
        assertThat(missed.path("order").isNull()).isTrue();
        assertThat(list.at("/rows/1/beganAt").isNull()).isTrue();

        for (var start : List.of("2026-06-21T12:02:00Z", "2026-06-21T12:15:00Z", "2026-06-21T12:29:00Z")) {
            var one = addresses.get("operations/" + start);
            assertThat(one.path("missed")).as(start).isEqualTo(missed);
            assertThat(one.at("/period/start").asText()).isEqualTo(start);
        }
        assertThat(addresses.get("operations/" + NOON).path("missed").isNull()).isTrue();
        assertThat(addresses.refused(
                        404, "operations/2026-06-21T12:15:00Z/abort", "{\"reason\":\"there is nothing to end\"}"))
                .startsWith("Nothing is known of a period");
    }

    @Test
    void a_period_that_a_kill_interrupted_has_one_row_and_no_other_counts_it() {
        grid.runs(NOON);
        var begun = NEXT.next();
        grid.live().market().perform(Task.COLLECT_BIDS, grid.live().key(begun));
        grid.tick(HALF_PAST.start().plusSeconds(3));

        var list = addresses.get("operations");
        assertThat(states(list))
                .containsExactly(
                        "2026-06-21T12:30:00Z ACTIVE",
                        "2026-06-21T12:29:00Z SKIPPED",
                        "2026-06-21T12:02:00Z SKIPPED",
                        "2026-06-21T12:01:00Z COMPLETED",
                        "2026-06-21T12:00:00Z COMPLETED");
        assertThat(list.at("/rows/1/missed/first").asText()).isEqualTo("2026-06-21T12:03:00Z");
        assertThat(list.at("/rows/1/missed/words").asText()).startsWith("27 periods, from 2026-06-21T12:03:00Z");
        assertThat(list.at("/rows/2/missed/words").asText())
                .isEqualTo("The market ended before the bids of the period were matched: nobody traded in it.");
    }

    @Test
    void a_period_of_a_pause_says_who_paused_the_grid_and_why() {
        grid.runs(NOON);
        long trail =
                addresses.order("pause", "the transformer is hot").path("trail").asLong();
        grid.tick(NEXT.next().start().plusSeconds(3));

        var list = addresses.get("operations");
        assertThat(states(list))
                .containsExactly(
                        "2026-06-21T12:02:00Z PAUSED",
                        "2026-06-21T12:01:00Z COMPLETED",
                        "2026-06-21T12:00:00Z COMPLETED");
        var order = list.at("/rows/0/missed/order");
        assertThat(order.path("person").asText()).isEqualTo("somebody at this machine");
        assertThat(order.path("reason").asText()).isEqualTo("the transformer is hot");
        assertThat(order.path("trail").asLong()).isEqualTo(trail);
        assertThat(addresses.get("operations/2026-06-21T12:02:00Z").at("/missed/order"))
                .isEqualTo(order);
        assertThat(states(addresses.get("operations?state=paused"))).containsExactly("2026-06-21T12:02:00Z PAUSED");
        assertThat(states(addresses.get("operations?state=skipped"))).isEmpty();
        assertThat(states(addresses.get("operations?state=completed"))).hasSize(2);
    }

    /** Its instance stands in the list, and once only. */
    @Test
    void a_period_that_was_ended_by_an_order_was_not_missed() {
        grid.breakDown(Task.SETTLE);
        grid.runs(NOON);
        addresses.order("operations/" + NOON + "/abort", "the meter of L1 is being changed");
        grid.runs(NEXT);
        addresses.order("operations/" + NEXT + "/skip", "nothing was sold anyway");
        assertThat(states(addresses.get("operations?before=2026-06-21T12:02:00Z")))
                .containsExactly("2026-06-21T12:01:00Z COMPLETED", "2026-06-21T12:00:00Z ABORTED");
        assertThat(states(addresses.get("operations?state=skipped"))).isEmpty();
    }

    @Test
    void pages_of_the_list_go_on_through_what_never_ran() {
        grid.tick(NOON.start().plusSeconds(3));
        addresses.order("pause", "works");
        var period = NEXT;
        for (int i = 0; i < 5; i++) {
            grid.tick(period.start().plusSeconds(3));
            period = period.next();
        }
        List<String> all = new ArrayList<>();
        var page = addresses.get("operations?limit=2");
        while (page.hasNonNull("next")) {
            assertThat(page.path("rows")).hasSize(2);
            all.addAll(states(page));
            page = addresses.get(
                    "operations?limit=2&before=" + page.path("next").asText());
        }
        all.addAll(states(page));
        assertThat(all).isEqualTo(states(addresses.get("operations"))).hasSize(6);
        assertThat(states(
                        addresses.get("operations?state=paused&from=2026-06-21T12:02:00Z&before=2026-06-21T12:04:00Z")))
                .containsExactly("2026-06-21T12:03:00Z PAUSED", "2026-06-21T12:02:00Z PAUSED");
        assertThat(states(addresses.get("operations?error=had%20paused&limit=1")))
                .containsExactly("2026-06-21T12:05:00Z PAUSED");
        assertThat(states(addresses.get("operations?error=pencils"))).isEmpty();
        assertThat(states(addresses.get("operations?step=settle"))).isEmpty();
    }

    @Test
    void a_look_for_few_among_many_says_where_it_is_to_go_on() {
        var period = NOON;
        ends(period, Abandonment.byPause(1));
        for (int i = 0; i < MissedPeriodRows.MOST_LOOKED_AT; i++) {
            period = period.next();
            ends(period, "nobody was there");
        }
        var latest = addresses.get("operations?state=paused");
        assertThat(states(latest)).isEmpty();
        assertThat(latest.path("next").asText()).isEqualTo("2026-06-21T12:01:00Z");
        var earlier = addresses.get("operations?state=paused&before=2026-06-21T12:01:00Z");
        assertThat(states(earlier)).containsExactly("2026-06-21T12:00:00Z PAUSED");
        assertThat(earlier.hasNonNull("next")).isFalse();
    }

    private void ends(MatchingPeriod period, String reason) {
        var market = grid.live();
        market.journal()
                .once(
                        market.key(period),
                        Step.ABANDON,
                        blank -> List.of(new Abandonment(Abandonment.skipped(period, period, reason))));
    }

    private static List<String> states(JsonNode list) {
        List<String> states = new ArrayList<>();
        list.path("rows")
                .forEach(row -> states.add(
                        row.path("start").asText() + " " + row.path("state").asText()));
        return states;
    }
}
