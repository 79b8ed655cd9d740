package ems.processes.clock;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Abandonment;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.Step;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.StoredPeriods;
import ems.processes.sandbox.SandboxPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** The journal knows of a period whose instance was lost with the process: the first tick after the restart decides it. */
@QuarkusTest
class InterruptedPeriodsTest {

    private static final AtomicInteger GRIDS = new AtomicInteger();
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final MatchingPeriod THREE_PERIODS_LATER = NOON.next().next().next();
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    StoredPeriods periods;

    private LiveGrid grid;
    private PeriodKey noon;

    @BeforeEach
    void openAGridThatCanTrade() {
        open(List.of("L1"), null);
        grid.telemetry().accept(new VehicleStatus(EV1, NOON.start(), true, Energy.ZERO, Optional.empty()));
    }

    private void open(List<String> homes, String directTrade) {
        var id = new GridId("interrupted-" + GRIDS.incrementAndGet());
        var vehicle = new SandboxPlan.Vehicle(
                "EV1", new BigDecimal(80), BigDecimal.ZERO, null, null, null, new BigDecimal(40), new BigDecimal(15));
        var plan = new SandboxPlan(
                NOON.start(),
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "persistence",
                homes,
                List.of(vehicle),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                directTrade);
        grid = grids.open(plan.setup(id, Path.of("../rules/tables")), NOON::start, true, UnaryOperator.identity());
        noon = grid.key(NOON);
        measured(L1, NOON.previous(), 3, 0);
    }

    private void measured(ProsumerId home, MatchingPeriod period, int makes, int uses) {
        grid.telemetry()
                .accept(new MeterReading(
                        home,
                        period.start(),
                        MatchingPeriod.LENGTH,
                        Power.ofKilowatts(new BigDecimal(makes)),
                        Power.ofKilowatts(new BigDecimal(uses))));
    }

    /** Its car is not seen: nobody is paired but the two homes. */
    @Test
    void a_period_in_which_homes_trade_with_homes_goes_on_and_is_settled() {
        open(List.of("L1", "L2"), "leftovers");
        measured(L2, NOON.previous(), 0, 2);
        matched();
        assertThat(grid.journal().read(noon).all(DirectMatch.class)).hasSize(1);
        tickAt(NOON.end().plusSeconds(1));
        assertThat(periods.waiting(noon.grid())).containsExactly(NOON);
        assertThat(grid.journal().read(noon).all(Abandonment.class)).isEmpty();
        measured(L1, NOON, 3, 0);
        measured(L2, NOON, 0, 2);
        grid.market().perform(Task.MEASURE_EXCHANGE, noon);
        grid.market().perform(Task.SETTLE, noon);
        assertThat(grid.journal().read(noon).all(DirectLine.class))
                .extracting(DirectLine::seller, DirectLine::buyer)
                .containsExactly(tuple(L1, L2));
        grid.market().perform(Task.ANCHOR, noon);
        assertThat(lastBlock()).contains(noon);
    }

    @Test
    void a_matched_period_goes_on_though_it_is_too_late_to_start() {
        match();
        tickAt(NOON.start().plusSeconds(45));
        assertThat(periods.waiting(noon.grid())).containsExactly(NOON);
        assertThat(grid.journal().read(noon).all(Abandonment.class)).isEmpty();
    }

    @Test
    void a_matched_period_goes_on_after_its_end() {
        match();
        tickAt(NOON.end().plusSeconds(1));
        assertThat(periods.waiting(noon.grid())).containsExactly(NOON);
        assertThat(grid.journal().read(noon).all(Abandonment.class)).isEmpty();
    }

    @Test
    void a_period_without_matches_ends_and_blocks_no_later_one() {
        grid.market().perform(Task.COLLECT_BIDS, noon);
        tickAt(THREE_PERIODS_LATER.start());
        assertThat(grid.journal().read(noon).all(Abandonment.class))
                .containsExactly(new Abandonment("interrupted before its bids were matched"));
        assertThat(grid.journal().read(grid.key(THREE_PERIODS_LATER.previous())).all(Abandonment.class))
                .as("it has its own entry, and that of the others does not count it")
                .containsExactly(new Abandonment(Abandonment.skipped(
                        NOON.next(), THREE_PERIODS_LATER.previous(), "no tick came while they could start")));
        assertThat(lastBlock()).contains(grid.key(THREE_PERIODS_LATER.previous()));
        assertThat(periods.waiting(noon.grid())).containsExactly(THREE_PERIODS_LATER);
    }

    @Test
    void a_period_that_was_begun_among_others_that_were_not_has_its_own_entry() {
        grid.journal().once(noon, Step.ABANDON, blank -> List.of(new Abandonment("skipped")));
        grid.market().perform(Task.COLLECT_BIDS, grid.key(NOON.next().next()));
        tickAt(THREE_PERIODS_LATER.next().start());
        assertThat(reason(NOON.next())).isEqualTo("skipped: no tick came while they could start");
        assertThat(reason(NOON.next().next())).isEqualTo(Abandonment.INTERRUPTED);
        assertThat(reason(THREE_PERIODS_LATER)).isEqualTo("skipped: no tick came while they could start");
    }

    @Test
    void a_period_that_is_begun_and_too_late_to_go_on_was_interrupted() {
        grid.market().perform(Task.COLLECT_BIDS, noon);
        tickAt(NOON.start().plusSeconds(45));
        assertThat(reason(NOON)).isEqualTo(Abandonment.INTERRUPTED);
        tickAt(NOON.end());
        assertThat(periods.waiting(noon.grid())).containsExactly(NOON.next());
    }

    private String reason(MatchingPeriod period) {
        return grid.journal().read(grid.key(period)).all(Abandonment.class).stream()
                .map(Abandonment::reason)
                .collect(Collectors.joining(", "));
    }

    @Test
    void what_was_skipped_but_not_sealed_is_not_skipped_again() {
        grid.journal().once(noon, Step.ABANDON, blank -> List.of(new Abandonment("skipped")));
        tickAt(NOON.end());
        assertThat(lastBlock()).as("it is sealed with the next one").contains(noon.previous());
        assertThat(grid.journal().read(noon).all(Abandonment.class)).containsExactly(new Abandonment("skipped"));
        assertThat(periods.waiting(noon.grid())).containsExactly(NOON.next());
    }

    private Optional<PeriodKey> lastBlock() {
        return grid.ledger().head(noon.grid()).map(BlockHeader::key);
    }

    private void match() {
        matched();
        assertThat(grid.journal().read(noon).all(Match.class)).hasSize(1);
    }

    private void matched() {
        grid.market().perform(Task.COLLECT_BIDS, noon);
        grid.market().perform(Task.FORECAST, noon);
        grid.market().perform(Task.VERIFY_AND_LIMIT, noon);
        grid.market().perform(Task.MATCH, noon);
    }

    private void tickAt(Instant now) {
        ticking.tick(grid, now);
    }
}
