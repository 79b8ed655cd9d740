package ems.processes.operations;

import java.net.URI;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.quantity.MatchingPeriod;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** A grid that an operator pauses starts no period until it is resumed, and says so wherever one looks. */
@QuarkusTest
class PauseTest {

    private static final MatchingPeriod NEXT = NOON.next();
    private static final MatchingPeriod THIRD = NEXT.next();

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
    void the_period_under_way_ends_and_later_ones_do_not_start() {
        grid.tick(NOON.start().plusSeconds(3));
        long trail =
                addresses.order("pause", "the transformer is hot").path("trail").asLong();
        grid.tick(NOON.end().plusSeconds(3));

        assertThat(addresses.get("operations/" + NOON).at("/period/state").asText())
                .isEqualTo("COMPLETED");
        var words = "paused by an operator (trail " + trail + ")";
        assertThat(grid.abandoned(NEXT)).containsExactly("skipped: " + words);
        var list = addresses.get("operations");
        assertThat(list.at("/pause/trail").asLong()).isEqualTo(trail);
        assertThat(list.at("/pause/reason").asText()).isEqualTo("the transformer is hot");
        assertThat(list.at("/actions/0/whyNot").asText()).isEqualTo("The grid is paused already.");
        assertThat(addresses.get("snapshot").path("notices").findValuesAsText("reason"))
                .containsExactly("the grid is " + words + " since 2026-06-21T12:00:03Z");
        assertThat(addresses.get("snapshot").at("/period/advice").asText())
                .contains("The operator's page resumes the grid.");
        addresses.order("resume", "it has cooled down");
        assertThat(addresses.get("snapshot").at("/period/advice").asText())
                .as("nobody waits for a resume that was ordered")
                .isEqualTo("Nothing to do: the next one starts at 2026-06-21T12:02:00Z.");
    }

    @Test
    void a_resumed_grid_starts_the_next_period() {
        addresses.order("pause", "the transformer is hot");
        grid.tick(NOON.start().plusSeconds(3));
        assertThat(grid.abandoned(NOON)).hasSize(1);
        addresses.order("resume", "it has cooled down");
        grid.tick(NOON.start().plusSeconds(5));
        assertThat(grid.abandoned(NOON)).as("it is decided once").hasSize(1);
        grid.tick(NEXT.start().plusSeconds(3));
        assertThat(addresses.get("operations/" + NEXT).at("/period/state").asText())
                .isEqualTo("ACTIVE");
        assertThat(addresses.get("snapshot").path("notices")).isEmpty();
    }

    @Test
    void a_pause_with_an_end_ends_by_itself() {
        addresses.post("pause", "{\"reason\":\"one minute\",\"until\":\"" + THIRD + "\"}");
        grid.tick(NOON.start().plusSeconds(3));
        grid.tick(NEXT.start().plusSeconds(3));
        assertThat(grid.abandoned(NEXT)).hasSize(1);
        grid.tick(THIRD.start().plusSeconds(3));
        assertThat(addresses.get("operations/" + THIRD).at("/period/state").asText())
                .isEqualTo("ACTIVE");
        assertThat(addresses.get("operations").hasNonNull("pause")).isFalse();
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThat(addresses.refused(409, "resume", "{\"reason\":\"why not\"}")).contains("is not paused");
        addresses.order("pause", "the transformer is hot");
        assertThat(addresses.refused(409, "pause", "{\"reason\":\"again\"}")).contains("already, since");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow             | should be an instant in UTC",
                "2026-06-21T12:00:00Z | should lie ahead of the grid's clock, which shows 2026-06-21T12:00:00Z",
                "2028-06-21T12:00:00Z | by 366 days at most"
            })
    void an_end_that_makes_no_sense_is_refused(String until, String problem) {
        assertThat(addresses.refused(400, "pause", "{\"reason\":\"x\",\"until\":\"" + until + "\"}"))
                .contains(problem);
        assertThat(addresses.get("operations").hasNonNull("pause")).isFalse();
    }
}
