package ems.processes.operations;

import java.time.Duration;
import java.util.OptionalLong;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.processes.period.InMemoryPeriods;

/** What each step may take before something simpler takes over. */
@Singleton
public class StepBudgets {

    private final Duration forecast;
    private final Duration match;
    private final Duration anchor;
    private final Duration grace;

    public StepBudgets(
            @ConfigProperty(name = "ems.budget.forecast", defaultValue = "PT5S") Duration forecast,
            @ConfigProperty(name = "ems.budget.match", defaultValue = "PT10S") Duration match,
            @ConfigProperty(name = "ems.anchor.patience", defaultValue = "PT3S") Duration anchor,
            @ConfigProperty(name = "ems.clock.grace", defaultValue = "PT2S") Duration grace) {
        this.forecast = forecast;
        this.match = match;
        this.anchor = anchor;
        this.grace = grace;
    }

    /** @param node its id in the diagram; empty: a step without a budget of its own */
    OptionalLong milliseconds(String node) {
        if (node.equals(Task.FORECAST.id())) {
            return OptionalLong.of(forecast.toMillis());
        }
        if (node.equals(Task.MATCH.id())) {
            return OptionalLong.of(match.toMillis());
        }
        if (node.equals(Task.ANCHOR.id())) {
            return OptionalLong.of(anchor.toMillis());
        }
        return node.equals(InMemoryPeriods.EXCHANGE_WINDOW)
                ? OptionalLong.of(MatchingPeriod.LENGTH.plus(grace).toMillis())
                : OptionalLong.empty();
    }
}
