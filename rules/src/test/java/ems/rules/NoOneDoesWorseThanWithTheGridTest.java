package ems.rules;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.rules.table.TablesRefused;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.price;
import static ems.rules.Asked.released;
import static ems.rules.Asked.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pricing table is tried out before it becomes active: a row whose price can leave the grid's prices is refused. */
class NoOneDoesWorseThanWithTheGridTest {

    private static final String PAUSE = "Trading pauses,,,,,,,0,,,,,upside down";

    @ParameterizedTest
    @DisplayName("A row that may leave the grid's prices is refused and named")
    @ValueSource(
            strings = {
                "Cost plus ten percent without a bound,released,,,,,0,,cost,,110,no,",
                "Cost as it is,,,,,,0,,cost,,100,no,",
                "A little above the grid,,,,,,0,,grid buy price,,100.01,no,",
                "A little below the grid,,,,,,0,,grid sell price,,99.99,no,",
                "A fixed price,,,,,,0,,fixed price,12,,no,",
                "A fixed price where it seems to fit,,,,29,30,0,10,fixed price,29,,no,",
                "Split even when the grid pays more than it asks,,,,,,-5,,split of grid prices,,50,no,",
                "Bounded even when the grid pays more than it asks,,,,,,-0.0001,,cost,,110,yes,",
            })
    void violation(String rule) {
        String withoutOverlap = rule.contains("-5") ? PAUSE.replace(",0,", ",-5,") : PAUSE;
        String pause = rule.contains("-0.0001") ? PAUSE.replace(",0,", ",-0.0001,") : withoutOverlap;

        assertThatThrownBy(() -> Tables.shipped().pricedBy(pause, rule).checked())
                .isInstanceOf(TablesRefused.class)
                .hasMessageContaining("pricing.csv row 7")
                .hasMessageContaining("worse than with the grid");
    }

    @Test
    @DisplayName("Splits, grid prices and bounded prices are sound, at every base")
    void sound() {
        var rules = Tables.shipped()
                .pricedBy(
                        PAUSE,
                        "Cheap energy goes at a fixed price,released,,10,,,0,,fixed price,12.5,,yes,",
                        "Dear energy goes at cost,released,10,20,,,0,,cost,,100,yes,",
                        "Very dear energy goes at the grid's price,released,20,,,,0,,grid buy price,,100,no,",
                        "Storing pays a quarter of the way in cheap hours,stored,,,,20,0,,split of grid prices,,25,no,",
                        "Storing pays the grid's sell price in dear hours,stored,,,20,,0,,grid sell price,,100,no,")
                .checked()
                .compiled();

        assertThat(rules.prices(List.of(
                        released("9.9999", GRID),
                        released("10", GRID),
                        released("19.9999", GRID),
                        released("20", GRID),
                        stored("1", Asked.grid("4", "19.9999")),
                        stored("1", Asked.grid("4", "20")))))
                .extracting(verdict -> granted(verdict))
                .containsExactly(price("12.5"), price("10"), price("19.9999"), GRID.buy(), price("8"), price("4"));
    }
}
