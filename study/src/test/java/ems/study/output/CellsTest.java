package ems.study.output;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

class CellsTest {

    @Property
    void kilowattHoursAreThoseOfTheQuantity(@ForAll @LongRange(max = 1_000_000_000_000_000L) long millijoules) {
        var energy = new Energy(millijoules);

        assertThat(Cells.kilowattHours(energy))
                .isEqualTo(energy.toKilowattHours().toPlainString());
    }

    @Property
    void smallEnergiesTooHoweverTheyRound(@ForAll @LongRange(max = 10_000) long millijoules) {
        var energy = new Energy(millijoules);

        assertThat(Cells.kilowattHours(energy))
                .isEqualTo(energy.toKilowattHours().toPlainString());
    }

    @ParameterizedTest
    @CsvSource({"=1+1, '''=1+1'", "+x, '''+x'", "-x, '''-x'", "@x, '''@x'", "x=1, x=1", "L1, L1"})
    void textsThatLookLikeFormulasAreDefused(String text, String cell) {
        assertThat(Cells.text(text)).isEqualTo(cell);
    }
}
