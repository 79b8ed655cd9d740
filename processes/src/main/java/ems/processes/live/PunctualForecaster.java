package ems.processes.live;

import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A forecaster that answers within its budget per prosumer, or is unavailable: whatever breaks in it, breaks no period. */
record PunctualForecaster(Forecaster forecaster, Duration budget, ExecutorService threads) implements Forecaster {

    @Override
    public String strategy() {
        return forecaster.strategy();
    }

    @Override
    public Optional<NetEnergy> forecast(ProsumerId prosumer, MatchingPeriod period) {
        try {
            return WithinBudget.call(
                    threads,
                    budget,
                    () -> forecaster.forecast(prosumer, period),
                    late -> new ForecastUnavailable("the forecast for " + prosumer + " took more than its "
                            + budget.toSeconds() + " s"));
        } catch (ForecastUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException broken) {
            throw new ForecastUnavailable("the forecast for " + prosumer + " broke: " + broken.getMessage(), broken);
        }
    }
}
