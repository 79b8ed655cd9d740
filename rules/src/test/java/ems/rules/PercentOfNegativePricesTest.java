package ems.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.GridPrices;
import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.rule.PricingQuestion;
import ems.rules.table.PricingAction;
import ems.rules.table.PricingAction.Base;

import static ems.rules.Asked.granted;
import static ems.rules.Asked.grid;
import static ems.rules.Asked.price;
import static ems.rules.Asked.released;
import static org.assertj.core.api.Assertions.assertThat;

/** A margin is a margin, whatever the sign of the price that it is taken of: who sells at cost plus ten percent never pays. */
class PercentOfNegativePricesTest {

    private static final GridPrices WIDE = grid("-1000", "1000");

    @ParameterizedTest(name = "{1} % of a cost of {0} p/kWh are {2} p/kWh")
    @DisplayName("The percent above or below a hundred raises or lowers the price by that part of its size")
    @CsvSource({
        "-3, 110, -2.7",
        "-3, 90, -3.3",
        "-3, 100, -3",
        "-3, 0, -6",
        "-3, 250, 1.5",
        "-0.0001, 110, -0.0001",
        "-0.0005, 110, -0.0004",
        "-0.0015, 110, -0.0014",
        "0, 110, 0",
        "3, 110, 3.3",
        "0.0005, 110, 0.0006",
    })
    void ofCost(String cost, int percent, String expected) {
        assertThat(priced(Base.COST, percent, price(cost), WIDE)).isEqualTo(price(expected));
    }

    @ParameterizedTest(name = "{0} at {1} % while the grid asks {2} and pays {3}: {4}")
    @DisplayName("The grid's own prices may be negative, too")
    @CsvSource({
        "GRID_BUY, 90, -3, -5, -3.3",
        "GRID_SELL, 110, -3, -5, -4.5",
        "GRID_BUY, 90, 3, -5, 2.7",
        "GRID_SELL, 110, 3, -5, -4.5",
    })
    void ofGridPrices(Base base, int percent, String asks, String pays, String expected) {
        assertThat(priced(base, percent, price("0"), grid(pays, asks))).isEqualTo(price(expected));
    }

    @ParameterizedTest(name = "cost {0}, grid asks {1} and pays {2}: sold at {3}")
    @DisplayName("An EV sells at cost plus ten percent and never below cost while the grid asks more than that")
    @CsvSource({
        "-3, -2, -5, -2.7",
        "-4, -3, -5, -3.6",
        "-3, -3, -5, -3",
        "-3, 29.49, 6.4, 6.4",
        "-3, 4, -5, -2.7",
    })
    void shippedTable(String cost, String asks, String pays, String expected) {
        var rules = Tables.shipped().checked().compiled();

        assertThat(granted(
                        rules.prices(List.of(released(cost, grid(pays, asks)))).get(0)))
                .isEqualTo(price(expected));
    }

    /** A hundred percent and more is never below the cost, less is never above it; both are exact to half a unit. */
    @Property
    void neverTheOtherWay(
            @ForAll @LongRange(min = -5_000_000, max = 5_000_000) long cost,
            @ForAll @IntRange(min = 0, max = 100_000) int hundredths) {
        var action = new PricingAction(Base.COST, new Price(0), new Percentage(hundredths), false);
        long held = action.price(new PricingQuestion(Flow.RELEASED, new Price(cost), WIDE))
                .tenThousandthsOfPencePerKilowattHour();

        var margin = BigDecimal.valueOf(Math.abs(cost)).multiply(BigDecimal.valueOf(hundredths - 10_000L, 4));
        var exact = BigDecimal.valueOf(cost).add(margin);
        assertThat(held).isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        assertThat(Long.signum(held - cost)).isIn(0, Integer.signum(hundredths - 10_000) * (cost == 0 ? 0 : 1));
    }

    private static Price priced(Base base, int percent, Price cost, GridPrices grid) {
        var action = new PricingAction(base, new Price(0), Percentage.of(percent), false);
        return action.price(new PricingQuestion(Flow.RELEASED, cost, grid));
    }
}
