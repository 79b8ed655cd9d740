package ems.processes.grid;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.record.DirectTrade;
import ems.processes.live.DemoGrid;
import ems.processes.sandbox.SandboxPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A word that there is not is refused with the setting's name and the words that there are. */
class DirectTradeSettingTest {

    private static GridSetup sandbox(String word) {
        var plan = new SandboxPlan(
                Instant.parse("2026-06-21T12:00:00Z"),
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
                word);
        return plan.setup(new GridId("one"), Path.of("tables"));
    }

    @Test
    void aSandboxNamesItsField() {
        assertThat(sandbox("leftovers").directTrade().trade()).isEqualTo(DirectTrade.LEFTOVERS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox("LEFTOVERS"))
                .withMessage("'direct_trade': 'LEFTOVERS' is neither 'none' nor 'leftovers': write one of the two");
    }

    @Test
    @SuppressWarnings("NullAway") // refused before it asks for anything else
    void theDemoNamesItsSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoGrid(
                        null,
                        null,
                        null,
                        null,
                        Path.of("."),
                        Optional.empty(),
                        "persistence",
                        Optional.empty(),
                        "LEFTOVERS"))
                .withMessage(
                        "ems.market.direct-trade: 'LEFTOVERS' is neither 'none' nor 'leftovers': write one of the two");
    }
}
