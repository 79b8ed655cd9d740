package ems.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import ems.market.quantity.Price;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.rules.table.PricingForm;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.grid;
import static ems.rules.Asked.price;
import static ems.rules.Asked.refusal;
import static ems.rules.Asked.released;
import static ems.rules.Asked.stored;
import static org.assertj.core.api.Assertions.assertThat;

/** What homes pay each other has a row of its own, or that of a home that sells to an EV. */
class DirectPricingTest {

    private static final Path SHIPPED = Path.of("direct-trade", Tables.PRICING);
    private static final String ROW =
            "A home sells to another home halfway between the grid's prices,direct,,,,,0,,split of grid prices,,50,yes,";
    private static final String NOTE = "note: no row names the direction 'direct'";

    @TempDir
    private Path folder;

    private static Tables with(String row) {
        return Tables.shipped().edited(Tables.PRICING, "# end", row + "\n# end");
    }

    private static Verdict<Price> betweenHomes(Tables tables, PricingQuestion question) {
        return tables.checked().compiled().prices(List.of(question)).get(0);
    }

    @Test
    @DisplayName("The table that ships for it is the usual one with a row more")
    void shipped() throws IOException {
        var usual = Files.readAllLines(Tables.FOLDER.resolve(Tables.PRICING));
        var direct = Files.readAllLines(SHIPPED);
        assertThat(direct.subList(1, direct.size() - 2)).isEqualTo(usual.subList(1, usual.size() - 1));
        assertThat(direct.get(direct.size() - 2)).isEqualTo(ROW);
        Tables.shipped().savedIn(folder);
        Files.writeString(folder.resolve(Tables.PRICING), Files.readString(SHIPPED));
        assertThat(check())
                .contains("row 9: A home sells to another home halfway between the grid's prices")
                .contains("e.g. direct, grid asks 29.49 and pays 6.4 -> 17.945 p/kWh")
                .doesNotContain(NOTE)
                .doesNotContain("note: no row fits");
    }

    @Test
    @DisplayName("A row of its own sets its price, and no other one")
    void ownRow() {
        var tables = with(ROW.replace(",50,", ",25,"));
        assertThat(granted(betweenHomes(tables, PricingQuestion.betweenHomes(GRID))))
                .isEqualTo(price("12.1725"));
        assertThat(granted(betweenHomes(tables, stored("25", GRID)))).isEqualTo(price("17.945"));
        assertThat(granted(betweenHomes(tables, released("17.945", GRID)))).isEqualTo(price("19.7395"));
        assertThat(refusal(betweenHomes(tables, PricingQuestion.betweenHomes(grid("12.0001", "12")))))
                .contains("sell price exceeds its buy price");
    }

    @Test
    @DisplayName("A case that no row for it fits is refused once there is one")
    void noRow() {
        var tables = with(ROW.replace(",direct,,,,,0,", ",direct,,,40,,0,"));
        assertThat(refusal(betweenHomes(tables, PricingQuestion.betweenHomes(GRID))))
                .startsWith("no row of pricing fits: energy direct");
        assertThat(tables.checked().pricing().gaps()).isNotEmpty().allMatch(gap -> gap.contains("direction direct"));
    }

    @Test
    @DisplayName("A table without such a row answers as for energy that is stored, and the check says so")
    void fallback() {
        var verdict = betweenHomes(Tables.shipped(), PricingQuestion.betweenHomes(GRID));
        assertThat(granted(verdict)).isEqualTo(price("17.945"));
        assertThat(verdict.rule().row()).isEqualTo(7);
        assertThat(PricingForm.pricesDirectTrade(Tables.shipped().checked().pricing()))
                .isFalse();
        assertThat(Tables.shipped().checked().pricing().gaps()).isEmpty();
        Tables.shipped().savedIn(folder);
        assertThat(check()).contains(NOTE).doesNotContain("e.g. direct");
    }

    @ParameterizedTest
    @DisplayName("Two homes hold nothing that has a cost")
    @CsvSource({
        "',direct,,,', ',direct,5,,', cost from (p/kWh)",
        "',direct,,,', ',direct,,5,', cost below (p/kWh)",
        "'split of grid prices,,50', 'cost,,110', base"
    })
    void cost(String old, String changed, String column) {
        assertThat(RefusedTablesTest.faults(with(ROW.replace(old, changed)))).anySatisfy(fault -> {
            assertThat(fault.row()).isEqualTo(9);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.reason()).contains("homes that trade with each other hold no energy that has a cost");
        });
    }

    private String check() {
        var out = new StringWriter();
        int exit = new CommandLine(new CheckRulesCommand())
                .setOut(new PrintWriter(out, true))
                .execute(folder.toString());
        assertThat(exit).isZero();
        return out.toString();
    }
}
