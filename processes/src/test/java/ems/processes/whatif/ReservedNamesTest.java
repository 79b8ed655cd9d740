package ems.processes.whatif;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;
import ems.processes.grid.LiveGrids;
import ems.processes.period.Markets;
import ems.processes.sandbox.SandboxPlan;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names under which the market goes over settled days again. */
@QuarkusTest
class ReservedNamesTest {

    @Inject
    LiveGrids grids;

    @Inject
    Markets markets;

    @Inject
    EnginePeriods engine;

    @ParameterizedTest
    @ValueSource(strings = {"rerun.now", "rerun.then"})
    void no_grid_is_called_so(String name) {
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
        var id = new GridId(name);
        var setup = plan.setup(id, Path.of("../rules/tables"));
        assertThatThrownBy(() -> grids.open(setup, NOON::start, true, market -> market))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A grid cannot be called '" + name
                        + "': the market goes over settled days again under this name. Choose another one.");
        assertThat(grids.find(id)).isEmpty();
        assertThat(markets.find(id)).isEmpty();
    }

    @Test
    void whoever_ends_closes_the_own_market_alone() {
        var grid = new GridId("reserved-names");
        var others = new Idle();
        var own = new Idle();
        markets.open(grid, others);
        try {
            assertThatThrownBy(() -> engine.takeThrough(new PeriodKey(grid, NOON), own))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has a market already");
            engine.end(grid, own);
            assertThat(markets.find(grid)).containsSame(others);
            engine.end(grid, others);
            assertThat(markets.find(grid)).isEmpty();
        } finally {
            markets.close(grid);
        }
    }

    private static final class Idle implements PeriodSteps {

        @Override
        public String perform(Task task, PeriodKey key) {
            throw new IllegalStateException("nothing runs here");
        }

        @Override
        public String abandon(PeriodKey key, String reason) {
            throw new IllegalStateException("nothing runs here");
        }
    }
}
