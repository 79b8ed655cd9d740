package ems.processes.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;
import ems.market.quantity.NetEnergy;

/**
 * A forecaster that answers for all prosumers of a period within one budget, or is unavailable: whatever breaks in it,
 * breaks no period.
 */
final class PunctualForecaster implements Forecaster {

    private final Forecaster forecaster;
    private final Duration budget;
    private final ExecutorService threads;
    private MatchingPeriod current;
    private long deadlineNanos;

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
    public Optional<NetEnergy> forecast(ProsumerId prosumer, MatchingPeriod period) {
        return punctual(prosumer.text(), period, () -> forecaster.forecast(prosumer, period));
    }

    @Override
    public Map<ProsumerId, NetEnergy> forecasts(List<ProsumerId> prosumers, MatchingPeriod period) {
        return punctual(prosumers.size() + " prosumers", period, () -> forecaster.forecasts(prosumers, period));
    }

    private <T> T punctual(String whom, MatchingPeriod period, Callable<T> forecast) {
        try {
            return WithinBudget.call(
                    threads,
                    false,
                    left(period),
                    forecast,
                    late -> new ForecastUnavailable("the forecasts took more than their " + budget.toSeconds() + " s, "
                            + whom + " was waited for"));
        } catch (ForecastUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException broken) {
            throw new ForecastUnavailable("the forecast for " + whom + " broke: " + broken.getMessage(), broken);
        }
    }

    /** What is left of the period's budget, which starts with the first forecast that is asked for. */
    private synchronized Duration left(MatchingPeriod period) {
        if (!period.equals(current)) {
            current = period;
            deadlineNanos = System.nanoTime() + budget.toNanos();
        }
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }
}
