package ems.forecasting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.Readings;

/** Net energy of many prosumers in one period, as their meters measured it. */
final class PeriodSums {

    private PeriodSums() {}

    /** Prosumers without all six samples are missing. */
    static Map<ProsumerId, NetEnergy> of(Readings readings, List<ProsumerId> prosumers, MatchingPeriod period) {
        var fetched = readings.during(period, prosumers);
        Map<ProsumerId, NetEnergy> sums = new HashMap<>(2 * prosumers.size());
        for (ProsumerId prosumer : prosumers) {
            fetched.period(prosumer, period).ifPresent(sum -> sums.put(prosumer, sum));
        }
        return sums;
    }
}
