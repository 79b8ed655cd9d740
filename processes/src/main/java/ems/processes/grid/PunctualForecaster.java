package ems.processes.grid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

/**
 * A forecaster that answers for all prosumers of a period within one budget, or is unavailable: whatever breaks in it,
 * breaks no period.
 */
final class PunctualForecaster implements Forecaster {

    private final Forecaster forecaster;
    private final Duration budget;
    private final ExecutorService threads;

    PunctualForecaster(Forecaster forecaster, Duration budget, ExecutorService threads) {
        this.forecaster = forecaster;
        this.budget = budget;
        this.threads = threads;
    }

    @Override
    public String strategy() {
        return forecaster.strategy();
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        try {
            return WithinBudget.call(
                    threads,
                    false,
                    budget,
                    () -> forecaster.forecasts(prosumers, period, recorded),
                    late -> new ForecastUnavailable("the forecasts of " + prosumers.size()
                            + " prosumers took more than their " + budget.toSeconds() + " s"));
        } catch (ForecastUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException broken) {
            throw new ForecastUnavailable("the forecasts broke: " + broken.getMessage(), broken);
        }
    }
}
