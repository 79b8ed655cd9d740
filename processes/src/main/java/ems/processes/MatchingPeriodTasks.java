package ems.processes;

import ems.market.period.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.processes.period.Markets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiFunction;

/**
 * The service tasks of {@code runMatchingPeriod.bpmn2}, by name: each finds the grid's market and calls one step of it.
 *
 * <p>The key is {@code grid/period start}; the answer is what was done, in words, for the operator.
 */
@ApplicationScoped
public class MatchingPeriodTasks {

    /** A field, because the generated handlers need a constructor without parameters. */
    @Inject
    Markets markets;

    public String collectBids(String key) {
        return step(key, PeriodSteps::collectBids);
    }

    public String forecast(String key) {
        return step(key, PeriodSteps::forecast);
    }

    public String forecastByPersistence(String key) {
        return step(key, PeriodSteps::forecastByPersistence);
    }

    public String verifyAndLimit(String key) {
        return step(key, PeriodSteps::verifyAndLimit);
    }

    public String match(String key) {
        return step(key, PeriodSteps::match);
    }

    public String matchGreedily(String key) {
        return step(key, PeriodSteps::matchGreedily);
    }

    public String measureExchange(String key) {
        return step(key, PeriodSteps::measureExchange);
    }

    public String settle(String key) {
        return step(key, PeriodSteps::settle);
    }

    public String anchor(String key) {
        return step(key, PeriodSteps::anchor);
    }

    public String queueAnchor(String key) {
        return step(key, PeriodSteps::queueAnchor);
    }

    private String step(String text, BiFunction<PeriodSteps, PeriodKey, String> step) {
        var key = PeriodKey.parse(text);
        return step.apply(markets.of(key.grid()), key);
    }
}
