package ems.market.direct;

import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;

/** The bid of a home with a surplus, and that of a home with a demand. */
public record DirectPair(ProsumerBid seller, ProsumerBid buyer) {

    /** Energy that would move if both forecasts came true: the smaller of the two. */
    public Energy forecastEnergy() {
        return seller.forecast().energy().min(buyer.forecast().energy());
    }
}
