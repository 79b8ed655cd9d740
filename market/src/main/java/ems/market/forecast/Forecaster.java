package ems.market.forecast;

import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

/** Port: expects the net energy of prosumers in a coming period. */
public interface Forecaster {

    /** Name of the strategy as bids and tables show it. */
    String strategy();

    /**
     * Forecasts from what is known before the period starts. Asking again gives the same answer.
     *
     * @param recorded the newest global model that the grid has recorded; what came of later models is returned with the answer
     * @throws ForecastUnavailable if it failed or was late; persistence takes over
     */
    Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded);
}
