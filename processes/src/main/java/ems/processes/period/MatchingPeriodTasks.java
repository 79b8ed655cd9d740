package ems.processes.period;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

import ems.market.forecast.ForecastUnavailable;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/**
 * The service tasks of {@code runMatchingPeriod.bpmn2}, by name: each asks the grid's market to perform one task.
 *
 * <p>The key is {@code grid/period start}; the answer is what was done, in words, for the operator.
 */
@ApplicationScoped
public class MatchingPeriodTasks {

    private static final Logger LOG = Logger.getLogger("ems.steps");

    /** A field, because the generated handlers need a constructor without parameters. */
    @Inject
    Markets markets;

    public String collectBids(String key) {
        return perform(Task.COLLECT_BIDS, key);
    }

    public String forecast(String key) {
        return perform(Task.FORECAST, key);
    }

    public String forecastByPersistence(String key) {
        return perform(Task.FORECAST_BY_PERSISTENCE, key);
    }

    public String verifyAndLimit(String key) {
        return perform(Task.VERIFY_AND_LIMIT, key);
    }

    public String match(String key) {
        return perform(Task.MATCH, key);
    }

    public String matchGreedily(String key) {
        return perform(Task.MATCH_GREEDILY, key);
    }

    public String measureExchange(String key) {
        return perform(Task.MEASURE_EXCHANGE, key);
    }

    public String settle(String key) {
        return perform(Task.SETTLE, key);
    }

    public String anchor(String key) {
        return perform(Task.ANCHOR, key);
    }

    public String queueAnchor(String key) {
        return perform(Task.QUEUE_ANCHOR, key);
    }

    /**
     * The task's own transaction, not the engine's: what a step did stays done, whatever becomes of the instance. One task
     * of a grid at a time: a retried match and the next period's collection must see each other.
     */
    private String perform(Task task, String text) {
        LOG.debugf("%s %s", task.id(), text);
        var key = PeriodKey.parse(text);
        var market = markets.of(key.grid());
        synchronized (market) {
            return QuarkusTransaction.suspendingExisting().call(() -> loggingWhatBreaks(market, task, key));
        }
    }

    /** A fallback hides what broke from the operator, but not from whoever has to mend it. */
    private static String loggingWhatBreaks(PeriodSteps market, Task task, PeriodKey key) {
        try {
            return market.perform(task, key);
        } catch (MatchingUnavailable | ForecastUnavailable unavailable) {
            if (unavailable.getCause() != null) {
                LOG.errorf(unavailable.getCause(), "%s %s: %s", task.id(), key, unavailable.getMessage());
            } else {
                LOG.warnf("%s %s: %s", task.id(), key, unavailable.getMessage());
            }
            throw unavailable;
        }
    }
}
