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
 * Reads the coming period itself: the bound that no forecast can pass. For studies, whose readings are all in before
 * the first period; live it would always answer with nothing.
 */
public record PerfectForecaster(Readings readings) implements Forecaster {

    static final String NAME = "perfect";

    @Override
    public String strategy() {
        return NAME;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        return Forecasts.of(PeriodSums.of(readings, prosumers, period));
    }
}
