package ems.market.matching;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;
import ems.market.quantity.Energy;

/** A prosumer's bid and the EV's bid that shall serve it. */
public record Pairing(ProsumerBid prosumer, VehicleBid vehicle) {

    /** Energy this pair would move if the forecast came true. */
    public Energy forecastEnergy() {
        return vehicle.exchangeable(prosumer.forecast());
    }
}
