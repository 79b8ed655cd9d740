package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;

/**
 * What a car should move in a period, if the forecast comes true.
 *
 * @param flow from the home into the car, or out of it
 * @param energy of the whole period
 */
public record SetPoint(VehicleId vehicle, Flow flow, Energy energy) {

    /** Those of all pairs, once the period is matched. */
    public static List<SetPoint> in(PeriodRecord record) {
        List<SetPoint> points = new ArrayList<>();
        for (Match match : record.all(Match.class)) {
            var bid = record.bid(match.prosumer()).orElseThrow();
            points.add(new SetPoint(
                    match.vehicle(), bid.forecast().isSurplus() ? Flow.STORED : Flow.RELEASED, match.forecastEnergy()));
        }
        return points;
    }
}
