package ems.forecasting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;
import ems.market.telemetry.Readings;

/**
 * Expects what the same minute of yesterday brought, 24 hours of UTC ago: right for habits and the sun, wrong for the
 * weather.
 */
public record SameTimeYesterday(Readings readings) implements Forecaster {

    static final String NAME = "same-time-yesterday";
    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public String strategy() {
        return NAME;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        return Forecasts.of(PeriodSums.of(readings, prosumers, yesterday(period)));
    }

    private static MatchingPeriod yesterday(MatchingPeriod period) {
        return new MatchingPeriod(period.start().minus(DAY));
    }
}
