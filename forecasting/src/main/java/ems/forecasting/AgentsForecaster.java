package ems.forecasting;

import java.util.List;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.forecast.SignedForecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

/**
 * Forecasts a home by what its own agent has signed, and the others, or all whose agents fail, by a strategy of the market.
 *
 * @param own of the market, for all homes: nobody knows before whose agent fails
 */
public record AgentsForecaster(Forecaster own, SignedForecasts agents) implements Forecaster {

    @Override
    public String strategy() {
        return own.strategy();
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        return own.forecasts(prosumers, period, recorded).with(agents.of(period));
    }
}
