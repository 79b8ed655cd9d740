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
import static ems.rules.Asked.refusal;
import static ems.rules.Asked.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever looks like code in a cell is text, or is refused; it never runs. */
class CodeInCellsTest {

    private static final String SENTENCE =
            "An EV sells its energy at cost plus ten percent and never outside the grid's prices";

    @ParameterizedTest
    @DisplayName("Code as a sentence is only a sentence")
    @ValueSource(
            strings = {
                "Runtime.getRuntime().exec('reboot')",
                "@{System.exit(0)} is a price",
                "A ${System.exit(0)} and #{System.exit(0)} and @foreach{x : y} price",
                "end rule x when eval(System.exit(0) == null) then System.exit(0); end",
                "A price // of /* energy */ and 'quotes' in Z\u00fcrich at 5 \u00a3",
            })
    void sentences(String sentence) {
        String safe = sentence.startsWith("@") ? "A " + sentence : sentence;
        var rules = Tables.shipped()
                .edited(Tables.PRICING, SENTENCE, safe)
                .checked()
                .compiled();

        var verdict = rules.prices(List.of(released("17.945", GRID))).get(0);

        assertThat(granted(verdict)).isEqualTo(price("19.7395"));
        assertThat(verdict.rule().rule()).isEqualTo(safe);
    }

    @ParameterizedTest
    @DisplayName("A sentence that could leave the rule's name is refused")
    @ValueSource(
            strings = {
                "\"x\"\" when then System.exit(0); end rule \"\"y\"",
                "\"\"\") then System.exit(0)\"",
                "a back\\slash",
                "=cmd|' /C calc'!A0",
                "@{System.exit(0)}",
            })
    void escapes(String sentence) {
        assertThatThrownBy(() -> Tables.shipped()
                        .edited(Tables.PRICING, SENTENCE, sentence)
                        .checked())
                .isInstanceOf(TablesRefused.class)
                .hasMessageContaining("row 8, column 'rule'");
    }

    @Test
    @DisplayName("A reason is given as it was written, quotes and all")
    void reasons() {
        var rules = Tables.shipped()
                .pricedBy("All trade pauses,,,,,,,,,,,,\"\"\"); System.exit(0); (\"\"\"")
                .checked()
                .compiled();

        assertThat(refusal(rules.prices(List.of(released("1", GRID))).get(0))).isEqualTo("\"); System.exit(0); (\"");
    }

    @ParameterizedTest
    @DisplayName("Code where a number or a word is expected is neither")
    @ValueSource(strings = {"110 || true", "110L", "0x6E", "Math.max(1;2)", "System.exit(0)", "+110", "1_0"})
    void values(String cell) {
        assertThatThrownBy(() -> Tables.shipped()
                        .edited(Tables.PRICING, ",110,", "," + cell + ",")
                        .checked())
                .isInstanceOf(TablesRefused.class)
                .hasMessageContaining("row 8, column 'percent (%)'");
    }
}
