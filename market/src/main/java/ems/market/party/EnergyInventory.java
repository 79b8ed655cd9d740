package ems.market.party;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/**
 * What an EV holds and what that cost, booked at weighted average cost.
 *
 * @param energy stored energy
 * @param value what was paid for it
 */
public record EnergyInventory(Energy energy, Money value) {

    public static EnergyInventory boughtAt(Price price, Energy energy) {
        return new EnergyInventory(energy, Money.of(energy, price));
    }

    public EnergyInventory stored(Energy more, Money paid) {
        return new EnergyInventory(energy.plus(more), value.plus(paid));
    }

    /**
     * With energy that nobody sold: its value is in proportion to what is held, half-even, so that the average cost stays.
     *
     * @param whenEmpty price of the energy if nothing is held
     */
    public EnergyInventory found(Energy more, Price whenEmpty) {
        return stored(more, energy.isZero() ? Money.of(more, whenEmpty) : value.shareOf(more, energy));
    }

    /**
     * Takes energy out with its share of the value, half-even; the last energy takes all that is left.
     *
     * @throws IllegalArgumentException if more is taken than is held
     */
    public EnergyInventory taken(Energy part) {
        return new EnergyInventory(energy.minus(part), value.minus(costOf(part)));
    }

    /** Value that leaves with this part of the energy. */
    public Money costOf(Energy part) {
        return part.isZero() ? Money.ZERO : value.shareOf(part, energy);
    }

    /** Weighted average cost, p/kWh; what an empty battery would pay stands in when nothing is held. */
    public Price averageCost(Price whenEmpty) {
        return energy.isZero() ? whenEmpty : value.per(energy);
    }
}
