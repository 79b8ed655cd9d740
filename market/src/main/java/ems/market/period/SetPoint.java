package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

/**
 * What a car should move in a period, if the forecast comes true.
 *
 * @param flow from the home into the car, or out of it
 * @param energy of the whole period; nothing, or no less than the car moves in it at its least power
 * @param plug what may move where the car is plugged in, as its bid says: no other order would be followed
 */
public record SetPoint(VehicleId vehicle, Flow flow, Energy energy, PlugPower plug) {

    /** Any power will do. */
    public SetPoint(VehicleId vehicle, Flow flow, Energy energy) {
        this(vehicle, flow, energy, PlugPower.ANY);
    }

    /** Mean over the period, rounded down to a milliwatt: no less than a least power that the energy bears. */
    public Power power() {
        return new Power(energy.millijoules() / MatchingPeriod.LENGTH.toSeconds());
    }

    /** Those of all pairs, once the period is matched. */
    public static List<SetPoint> in(PeriodRecord record) {
        List<SetPoint> points = new ArrayList<>();
        for (Match match : record.all(Match.class)) {
            var flow = Flow.of(record.bid(match.prosumer()).orElseThrow().forecast());
            var plug = record.bid(match.vehicle()).orElseThrow().plug();
            points.add(new SetPoint(match.vehicle(), flow, match.forecastEnergy(), plug));
        }
        return points;
    }
}
