package ems.market.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** A prosumer's bid and the EV's bid that shall serve it. */
public record Pairing(ProsumerBid prosumer, VehicleBid vehicle) {

    /** Where its energy would go. */
    public Flow flow() {
        return Flow.of(prosumer.forecast());
    }

    /** Energy this pair would move if the forecast came true. */
    public Energy forecastEnergy() {
        return vehicle.exchangeable(prosumer.forecast());
    }

    /** Energy that these pairs would move if the forecasts came true. */
    public static Energy forecastEnergy(List<Pairing> pairs) {
        Energy moved = Energy.ZERO;
        for (Pairing pair : pairs) {
            moved = moved.plus(pair.forecastEnergy());
        }
        return moved;
    }

    /** All who are in one of these pairs. */
    public static Set<Party> parties(List<Pairing> pairs) {
        Set<Party> parties = new HashSet<>(4 * pairs.size());
        for (Pairing pair : pairs) {
            parties.add(pair.prosumer().prosumer());
            parties.add(pair.vehicle().vehicle());
        }
        return parties;
    }
}
