package ems.market.record;

import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.quantity.Power;

/** Where energy goes, seen from the EV: stored from the prosumer, or released to it. */
public enum Flow {
    STORED,
    RELEASED;

    /** A home's surplus is stored, its demand is released to it. */
    public static Flow of(NetEnergy home) {
        return home.isSurplus() ? STORED : RELEASED;
    }

    /** Below it an EV moves nothing this way. */
    public Power least(LeastPower of) {
        return this == STORED ? of.charging() : of.discharging();
    }

    /** The home's net energy that this flow of energy comes from, or goes to. */
    public NetEnergy of(Energy energy) {
        return new NetEnergy(this == STORED ? Direction.SURPLUS : Direction.DEMAND, energy);
    }

    /**
     * What a prosumer gains by trading with an EV and not with the grid.
     *
     * @param received what it is paid for the energy; below 0 if it pays
     */
    public Money benefitOfProsumer(Energy energy, Money received, GridPrices grid) {
        return this == STORED
                ? received.minus(Money.of(energy, grid.sell()))
                : received.plus(Money.of(energy, grid.buy()));
    }
}
