package ems.market.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;
import ems.market.quantity.NetEnergy;

/** Port: expects the net energy of a prosumer in a coming period. */
public interface Forecaster {

    /** Name of the strategy as bids and tables show it. */
    String strategy();

    /**
     * @return empty if there are not enough trusted readings to forecast from
     * @throws ForecastUnavailable if it failed or was late; persistence takes over
     */
    Optional<NetEnergy> forecast(ProsumerId prosumer, MatchingPeriod period);

    /**
     * The forecast of each of these prosumers; those that cannot be forecast are missing.
     *
     * @throws ForecastUnavailable if any of them failed or was late
     */
    default Map<ProsumerId, NetEnergy> forecasts(List<ProsumerId> prosumers, MatchingPeriod period) {
        Map<ProsumerId, NetEnergy> forecasts = new HashMap<>();
        prosumers.forEach(
                prosumer -> forecast(prosumer, period).ifPresent(expected -> forecasts.put(prosumer, expected)));
        return forecasts;
    }
}
