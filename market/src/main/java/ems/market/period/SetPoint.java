package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

/**
 * What a car should move in a period, if the forecast comes true.
 *
 * @param flow from the home into the car, or out of it
 * @param energy of the whole period; nothing, or no less than the car moves in it at its least power
 * @param least power of the car in this direction: an order between 0 and this would not be followed
 */
public record SetPoint(VehicleId vehicle, Flow flow, Energy energy, Power least) {

    /** Any power will do. */
    public SetPoint(VehicleId vehicle, Flow flow, Energy energy) {
        this(vehicle, flow, energy, Power.ZERO);
    }

    /** Those of all pairs, once the period is matched. */
    public static List<SetPoint> in(PeriodRecord record) {
        List<SetPoint> points = new ArrayList<>();
        for (Match match : record.all(Match.class)) {
            var flow = Flow.of(record.bid(match.prosumer()).orElseThrow().forecast());
            var least = record.bid(match.vehicle()).orElseThrow().leastPower();
            points.add(new SetPoint(match.vehicle(), flow, match.forecastEnergy(), flow.least(least)));
        }
        return points;
    }
}
