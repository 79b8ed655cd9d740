package ems.market.rule;

import ems.market.party.GridPrices;
import ems.market.quantity.Price;
import ems.market.record.Flow;

/**
 * At what price does energy move in this direction?
 *
 * @param cost average cost of the energy that the EV holds as the period starts; between two homes the grid's buy price
 */
public record PricingQuestion(PricedDirection direction, Price cost, GridPrices grid) {

    /** Name of the table that answers it. */
    public static final String TABLE = "pricing";

    /** Between a prosumer and an EV. */
    public PricingQuestion(Flow flow, Price cost, GridPrices grid) {
        this(PricedDirection.of(flow), cost, grid);
    }

    /** Between two homes: nobody's stored energy is in it. */
    public static PricingQuestion betweenHomes(GridPrices grid) {
        return new PricingQuestion(PricedDirection.DIRECT, grid.buy(), grid);
    }
}
