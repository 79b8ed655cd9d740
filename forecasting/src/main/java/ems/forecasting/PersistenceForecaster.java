package ems.forecasting;

import java.util.List;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;
import ems.market.telemetry.Readings;

/**
 * Expects the last period to repeat: the baseline that any model must beat, and the fallback when one fails.
 *
 * @param readings all six samples of the last period must be there
 */
public record PersistenceForecaster(Readings readings) implements Forecaster {

    static final String NAME = "persistence";

    @Override
    public String strategy() {
        return NAME;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        return Forecasts.of(PeriodSums.of(readings, prosumers, period.previous()));
    }
}
