package ems.rules;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.refusal;
import static ems.rules.Asked.released;
import static org.assertj.core.api.Assertions.assertThat;

/** A case that no row fits is refused, never decided by a default. */
class NoRowFitsTest {

    private static final Tables GAPPY =
            Tables.shipped().pricedBy("Storing is priced,stored,,,,,0,,split of grid prices,,50,yes,");

    @Test
    @DisplayName("The refusal says which case it was")
    void refused() {
        var verdict = GAPPY.checked()
                .compiled()
                .prices(List.of(released("17.945", GRID)))
                .get(0);

        assertThat(refusal(verdict))
                .isEqualTo("no row of pricing fits: energy released at a cost of 17.9450 p/kWh,"
                        + " grid buy price 29.4900 p/kWh, grid spread 23.0900 p/kWh");
        assertThat(verdict.rule().row()).isZero();
        assertThat(verdict.rule().table()).isEqualTo("pricing");
    }

    @Test
    @DisplayName("The check names such cases beforehand")
    void foretold() {
        assertThat(GAPPY.checked().pricing().gaps())
                .contains("direction released, grid spread 0 p/kWh")
                .contains("direction stored, grid spread -0.0001 p/kWh");
    }

    @Test
    @DisplayName("A gap between two rows is named at both of its ends, and nowhere beside it")
    void ends() {
        var gappy = Tables.shipped().withRules(Tables.LIMITS, "Young,,,60,,,,,20,80,", "Old,,120,,,,,,20,80,");

        assertThat(gappy.checked().limits().gaps())
                .containsExactlyInAnyOrder(
                        "plugged in yes, status age 60 s",
                        "plugged in no, status age 60 s",
                        "plugged in yes, status age 119 s");
    }

    @Test
    @DisplayName("Of many gaps three are named")
    void many() {
        var gappy = Tables.shipped().withRules(Tables.LIMITS, "Old,,120,,70,,,,20,80,");

        assertThat(gappy.checked().limits().gaps()).hasSize(3);
    }
}
