package ems.rules.table;

import java.util.Arrays;
import java.util.List;

import ems.market.party.GridPrices;
import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.market.rule.PricingQuestion;

/**
 * How a row of the pricing table makes a price.
 *
 * @param fixed counts with {@link Base#FIXED_PRICE} only
 * @param percent for the split of grid prices the share of the way from sell to buy price, else a factor
 * @param bounded whether the price is moved to the nearest one inside the grid's prices
 */
public record PricingAction(Base base, Price fixed, Percentage percent, boolean bounded) {

    /** What the percent is taken of. */
    public enum Base {
        SPLIT("split of grid prices"),
        COST("cost"),
        GRID_BUY("grid buy price"),
        GRID_SELL("grid sell price"),
        FIXED_PRICE("fixed price");

        private final String word;

        Base(String word) {
            this.word = word;
        }

        static List<String> words() {
            return Arrays.stream(values()).map(base -> base.word).toList();
        }

        static Base ofWord(String word) {
            return values()[words().indexOf(word)];
        }
    }

    /** Half-even at 1e-4 p/kWh. Not yet checked against the grid's prices if these leave no room to trade. */
    public Price price(PricingQuestion question) {
        GridPrices grid = question.grid();
        Price price = unbounded(question.cost(), grid);
        return bounded && grid.leaveRoomToTrade() ? grid.bounding(price) : price;
    }

    /** Whether the price would lie outside the grid's prices if it were not moved. */
    public boolean isCutByTheGrid(PricingQuestion question) {
        return bounded
                && question.grid().leaveRoomToTrade()
                && !question.grid().suit(unbounded(question.cost(), question.grid()));
    }

    private Price unbounded(Price cost, GridPrices grid) {
        return switch (base) {
            case SPLIT -> grid.sell().towards(grid.buy(), percent);
            case COST -> percentOf(cost);
            case GRID_BUY -> percentOf(grid.buy());
            case GRID_SELL -> percentOf(grid.sell());
            case FIXED_PRICE -> fixed;
        };
    }

    /**
     * The percent of a price that may be negative: what the percent adds to 100 % raises the price, whatever its sign. 110 %
     * of 3 p is 3.3 p, and 110 % of -3 p is -2.7 p; 90 % of it is -3.3 p. Half-even at 1e-4 p/kWh.
     */
    private Price percentOf(Price whole) {
        long held = whole.tenThousandthsOfPencePerKilowattHour();
        long part = percent.of(whole).tenThousandthsOfPencePerKilowattHour();
        return new Price(held < 0 ? Math.subtractExact(Math.multiplyExact(2, held), part) : part);
    }
}
