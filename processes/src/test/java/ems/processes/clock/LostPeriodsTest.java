package ems.processes.clock;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kie.kogito.Application;
import org.kie.kogito.process.ProcessInstanceReadMode;
import org.kie.kogito.process.Processes;
import org.kie.kogito.services.uow.UnitOfWorkExecutor;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Step;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.StoredPeriods;
import ems.processes.sandbox.SandboxPlan;

import static org.assertj.core.api.Assertions.assertThat;

/** A period whose instance lost its place in the diagram is found by the clock's next tick and goes on. */
@QuarkusTest
class LostPeriodsTest {

    private static final AtomicInteger GRIDS = new AtomicInteger();
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    LostPeriods lost;

    @Inject
    StoredPeriods periods;

    @Inject
    Processes processes;

    @Inject
    Application application;

    private LiveGrid grid;
    private PeriodKey noon;

    @BeforeEach
    void startAPeriod() {
        var plan = new SandboxPlan(
                NOON.start(),
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "persistence",
                List.of("L1"),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        var id = new GridId("lost-" + GRIDS.incrementAndGet());
        grid = grids.open(plan.setup(id, Path.of("../rules/tables")), NOON::start, true, UnaryOperator.identity());
        noon = grid.key(NOON);
        tickAt(NOON.start());
        assertThat(periods.waiting(id)).containsExactly(NOON);
        assertThat(periods.lost(id)).isEmpty();
    }

    @Test
    void a_cancelled_wait_is_set_again_while_the_window_is_open() {
        cancelWhereItStands();
        assertThat(periods.lost(noon.grid())).containsExactly(NOON);

        tickAt(NOON.start().plusSeconds(30));

        assertThat(periods.lost(noon.grid())).isEmpty();
        assertThat(grid.journal().read(noon).has(Step.MEASURE_EXCHANGE)).isFalse();
        var found = lost.latestIn(noon.grid()).orElseThrow();
        assertThat(found.reason())
                .isEqualTo("period 2026-06-21T12:00:00Z was at work on nothing and waited for nothing at"
                        + " 2026-06-21T12:00:30Z, as if somebody had cancelled its wait");
        assertThat(found.advice()).isEqualTo("Nothing to do: it goes on at 'Exchange window closed'.");
        assertThat(found.isNews(NOON.start().plusSeconds(329))).isTrue();
        assertThat(found.isNews(NOON.start().plusSeconds(330))).isFalse();
        tickAt(NOON.end().plusSeconds(3));
        settledOnce();
    }

    @Test
    void a_cancelled_wait_whose_window_is_over_ends_in_the_same_tick() {
        cancelWhereItStands();
        tickAt(NOON.end().plusSeconds(3));
        settledOnce();
    }

    @Test
    void a_period_that_stands_where_it_should_is_left_alone() {
        tickAt(NOON.start().plusSeconds(30));
        assertThat(lost.latestIn(noon.grid())).isEmpty();
        tickAt(NOON.end().plusSeconds(3));
        settledOnce();
    }

    private void settledOnce() {
        assertThat(periods.status(noon)).isEqualTo(Optional.empty());
        assertThat(grid.journal().read(noon).steps())
                .extracting(done -> done.step())
                .containsExactly(
                        Step.COLLECT_BIDS,
                        Step.FORECAST,
                        Step.VERIFY_AND_LIMIT,
                        Step.MATCH,
                        Step.MEASURE_EXCHANGE,
                        Step.SETTLE);
        assertThat(grid.ledger().block(noon)).isPresent();
    }

    /** As the engine's own tools did before the market refused it. */
    private void cancelWhereItStands() {
        QuarkusTransaction.requiringNew()
                .run(() -> UnitOfWorkExecutor.executeInUnitOfWork(application.unitOfWorkManager(), () -> {
                    var instance = processes
                            .processById(InMemoryPeriods.PROCESS)
                            .instances()
                            .findByBusinessKey(noon.toString(), ProcessInstanceReadMode.MUTABLE)
                            .orElseThrow();
                    var waiting = instance.findNodes(any -> true).iterator().next();
                    instance.cancelNodeInstance(waiting.getStringId());
                    return null;
                }));
    }

    private void tickAt(Instant now) {
        ticking.tick(grid, now);
    }
}
