package ems.market.party;

import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.quantity.Percentage;
import ems.market.quantity.Price;

/**
 * The grid's two prices: the bounds of every price in the market.
 *
 * @param sell P_gs, what the grid pays for energy
 * @param buy P_gb, what the grid asks for energy
 */
public record GridPrices(Price sell, Price buy) {

    private static final Percentage HALF = Percentage.of(50);

    /** P_split = (P_gb + P_gs) / 2, eq. (2). */
    public Price split() {
        return sell.towards(buy, HALF);
    }

    /** What a stored kWh is worth under this price: the middle of the two, and half of what lies between them times the price. */
    public Price valueOfStored(HorizonPrice horizon) {
        return sell.towards(buy, horizon.share());
    }

    /** What surplus is worth more if it spares a purchase than if it is sold to the grid, as {@link Money#of} rounds either. */
    public Money costSaved(Energy surplus) {
        return Money.of(surplus, buy).minus(Money.of(surplus, sell));
    }

    /** Nobody does worse than with the grid at such a price. */
    public boolean suit(Price price) {
        return !sell.isAbove(price) && !price.isAbove(buy);
    }

    /** False when the grid pays more than it asks: then no price suits both sides. */
    public boolean leaveRoomToTrade() {
        return !sell.isAbove(buy);
    }

    /** The price nearest to the given one that suits both sides. */
    public Price bounding(Price price) {
        if (!leaveRoomToTrade()) {
            throw new IllegalArgumentException("grid sell price " + sell + " exceeds grid buy price " + buy);
        }
        return sell.isAbove(price) ? sell : price.isAbove(buy) ? buy : price;
    }
}
