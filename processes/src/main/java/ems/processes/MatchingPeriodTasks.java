package ems.processes;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

import ems.market.forecast.ForecastUnavailable;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.processes.period.Markets;

/**
 * The service tasks of {@code runMatchingPeriod.bpmn2}, by name: each finds the grid's market and calls one step of it.
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
        return step("collectBids", key, PeriodSteps::collectBids);
    }

    public String forecast(String key) {
        return step("forecast", key, PeriodSteps::forecast);
    }

    public String forecastByPersistence(String key) {
        return step("forecastByPersistence", key, PeriodSteps::forecastByPersistence);
    }

    public String verifyAndLimit(String key) {
        return step("verifyAndLimit", key, PeriodSteps::verifyAndLimit);
    }

    public String match(String key) {
        return step("match", key, PeriodSteps::match);
    }

    public String matchGreedily(String key) {
        return step("matchGreedily", key, PeriodSteps::matchGreedily);
    }

    public String measureExchange(String key) {
        return step("measureExchange", key, PeriodSteps::measureExchange);
    }

    public String settle(String key) {
        return step("settle", key, PeriodSteps::settle);
    }

    public String anchor(String key) {
        return step("anchor", key, PeriodSteps::anchor);
    }

    public String queueAnchor(String key) {
        return step("queueAnchor", key, PeriodSteps::queueAnchor);
    }

    /**
     * The task's own transaction, not the engine's: what a step did stays done, whatever becomes of the instance. One step
     * of a grid at a time: a retried match and the next period's collection must see each other.
     */
    private String step(String name, String text, BiFunction<PeriodSteps, PeriodKey, String> step) {
        LOG.debugf("%s %s", name, text);
        var key = PeriodKey.parse(text);
        var market = markets.of(key.grid());
        synchronized (market) {
            return QuarkusTransaction.suspendingExisting()
                    .call(() -> loggingWhatBreaks(name, key, () -> step.apply(market, key)));
        }
    }

    /** A fallback hides what broke from the operator, but not from whoever has to mend it. */
    private static String loggingWhatBreaks(String name, PeriodKey key, Supplier<String> step) {
        try {
            return step.get();
        } catch (MatchingUnavailable | ForecastUnavailable unavailable) {
            if (unavailable.getCause() != null) {
                LOG.errorf(unavailable.getCause(), "%s %s: %s", name, key, unavailable.getMessage());
            } else {
                LOG.warnf("%s %s: %s", name, key, unavailable.getMessage());
            }
            throw unavailable;
        }
    }
}
