package ems.rules;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ems.market.party.GridPrices;
import ems.market.quantity.Price;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.grid;
import static ems.rules.Asked.price;
import static ems.rules.Asked.refusal;
import static ems.rules.Asked.released;
import static ems.rules.Asked.stored;
import static org.assertj.core.api.Assertions.assertThat;

/** The shipped pricing table is the specification's pricing. */
class PricingTableTest {

    private static RuleTables tables;
    private static ActiveRules rules;

    @BeforeAll
    static void compile() {
        tables = Tables.shipped().checked();
        rules = tables.compiled();
    }

    @Test
    @DisplayName("A prosumer sells to an EV halfway between the grid's prices")
    void storing() {
        var verdict = verdict(stored("25", GRID));

        assertThat(granted(verdict)).isEqualTo(price("17.945"));
        assertThat(verdict.rule())
                .isEqualTo(new RuleReference(
                        "pricing",
                        7,
                        "A prosumer sells to an EV halfway between the grid's prices",
                        tables.pricing().version()));
    }

    @Test
    @DisplayName("An EV sells its energy at cost plus ten percent")
    void releasing() {
        var verdict = verdict(released("17.945", GRID));

        assertThat(granted(verdict)).isEqualTo(price("19.7395"));
        assertThat(verdict.rule().row()).isEqualTo(8);
    }

    @Test
    @DisplayName("and never above the grid's buy price")
    void cap() {
        assertThat(granted(verdict(released("26.8090", GRID)))).isEqualTo(price("29.4899"));
        assertThat(granted(verdict(released("26.8091", GRID)))).isEqualTo(price("29.49"));
        assertThat(granted(verdict(released("29.49", GRID)))).isEqualTo(price("29.49"));
        assertThat(granted(verdict(released("5000", GRID)))).isEqualTo(price("29.49"));
    }

    @Test
    @DisplayName("and never below the grid's sell price")
    void floor() {
        assertThat(granted(verdict(released("5.8183", GRID)))).isEqualTo(price("6.4001"));
        assertThat(granted(verdict(released("5.8181", GRID)))).isEqualTo(price("6.4"));
        assertThat(granted(verdict(released("0", GRID)))).isEqualTo(price("6.4"));
        assertThat(granted(verdict(released("-3", GRID)))).isEqualTo(price("6.4"));
    }

    @Test
    @DisplayName("and it is known which prices the grid's bound cut")
    void cut() {
        assertThat(rules.cutByTheGrid(List.of(
                        released("26.8092", GRID),
                        released("26.8091", GRID),
                        released("5.8181", GRID),
                        released("5.8182", GRID),
                        stored("5000", GRID),
                        released("50", grid("30", "20")))))
                .containsExactly(true, false, true, false, false, false);
    }

    @Test
    @DisplayName("Trading pauses while the grid pays more for energy than it asks")
    void pause() {
        GridPrices onePrice = grid("12", "12");
        GridPrices upsideDown = grid("12.0001", "12");

        assertThat(granted(verdict(stored("5", onePrice)))).isEqualTo(price("12"));
        assertThat(granted(verdict(released("5", onePrice)))).isEqualTo(price("12"));
        assertThat(refusal(verdict(stored("5", upsideDown)))).contains("sell price exceeds its buy price");
        assertThat(refusal(verdict(released("5", upsideDown)))).contains("sell price exceeds its buy price");
        assertThat(verdict(released("5", upsideDown)).rule().row()).isEqualTo(6);
    }

    @Test
    @DisplayName("Negative grid prices are prices like any other")
    void negativePrices() {
        GridPrices negative = grid("-7", "-2");

        assertThat(granted(verdict(stored("5", negative)))).isEqualTo(price("-4.5"));
        assertThat(granted(verdict(released("5", negative)))).isEqualTo(price("-2"));
        assertThat(granted(verdict(released("-5", negative)))).isEqualTo(price("-4.5"));
    }

    @Test
    @DisplayName("Answers stand in the order of the questions")
    void order() {
        List<PricingQuestion> questions = new ArrayList<>();
        List<Price> expected = new ArrayList<>();
        for (int cost = 7; cost < 27; cost++) {
            questions.add(released(cost + "", GRID));
            expected.add(GRID.bounding(new Price(cost * 11_000L)));
            questions.add(stored(cost + "", GRID));
            expected.add(price("17.945"));
        }

        assertThat(rules.prices(questions)).extracting(Asked::granted).isEqualTo(expected);
    }

    @Test
    @DisplayName("No questions, no answers")
    void nothingAsked() {
        assertThat(rules.prices(List.of())).isEmpty();
    }

    @Test
    @DisplayName("Every case has a row")
    void noGaps() {
        assertThat(tables.tables()).allSatisfy(table -> assertThat(table.gaps()).isEmpty());
    }

    private static Verdict<Price> verdict(PricingQuestion question) {
        return rules.prices(List.of(question)).get(0);
    }
}
