package ems.market.forecast;

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
}
