package ems.processes.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import ems.market.forecast.ForecastUnavailable;
import ems.market.ledger.AnchorUnavailable;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** A market whose steps fail as often as a tester asks: only grids of the sandbox have one. */
final class FaultySteps implements PeriodSteps {

    /** How a step fails. */
    enum Kind {
        UNAVAILABLE(() -> new ForecastUnavailable("forced by a tester")),
        OVER_BUDGET(() -> new MatchingUnavailable("forced by a tester")),
        ANCHOR_DOWN(() -> new AnchorUnavailable("forced by a tester", null)),
        EXCEPTION(() -> new IllegalStateException("forced by a tester"));

        private final Supplier<RuntimeException> failure;

        Kind(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        /** @param words like {@code over-budget} */
        static Kind of(String words) {
            for (Kind kind : values()) {
                if (kind.name().equals(words.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "'" + words + "' is no kind of fault: " + "unavailable, over-budget, anchor-down or exception");
        }
    }

    private static final List<String> STEPS = List.of(
            "collectBids",
            "forecast",
            "forecastByPersistence",
            "verifyAndLimit",
            "match",
            "matchGreedily",
            "measureExchange",
            "settle",
            "anchor",
            "queueAnchor");

    private record Fault(Kind kind, int times) {}

    private final PeriodSteps steps;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    FaultySteps(PeriodSteps steps) {
        this.steps = steps;
    }

    /**
     * @param step {@code collectBids}, or {@code COLLECT_BIDS}; fails so many times from now on
     * @throws IllegalArgumentException if there is no such step
     */
    void add(String step, Kind kind, int times) {
        STEPS.stream()
                .filter(name -> name.equalsIgnoreCase(step.replace("_", "")))
                .findFirst()
                .ifPresentOrElse(name -> faults.put(name, new Fault(kind, times)), () -> {
                    throw new IllegalArgumentException("'" + step + "' is none of " + String.join(", ", STEPS));
                });
    }

    private String unlessFaulty(String step, Supplier<String> work) {
        var fault = faults.get(step);
        if (fault != null) {
            faults.compute(step, (name, left) -> left.times() > 1 ? new Fault(left.kind(), left.times() - 1) : null);
            throw fault.kind().failure.get();
        }
        return work.get();
    }

    @Override
    public String collectBids(PeriodKey key) {
        return unlessFaulty("collectBids", () -> steps.collectBids(key));
    }

    @Override
    public String forecast(PeriodKey key) {
        return unlessFaulty("forecast", () -> steps.forecast(key));
    }

    @Override
    public String forecastByPersistence(PeriodKey key) {
        return unlessFaulty("forecastByPersistence", () -> steps.forecastByPersistence(key));
    }

    @Override
    public String verifyAndLimit(PeriodKey key) {
        return unlessFaulty("verifyAndLimit", () -> steps.verifyAndLimit(key));
    }

    @Override
    public String match(PeriodKey key) {
        return unlessFaulty("match", () -> steps.match(key));
    }

    @Override
    public String matchGreedily(PeriodKey key) {
        return unlessFaulty("matchGreedily", () -> steps.matchGreedily(key));
    }

    @Override
    public String measureExchange(PeriodKey key) {
        return unlessFaulty("measureExchange", () -> steps.measureExchange(key));
    }

    @Override
    public String settle(PeriodKey key) {
        return unlessFaulty("settle", () -> steps.settle(key));
    }

    @Override
    public String anchor(PeriodKey key) {
        return unlessFaulty("anchor", () -> steps.anchor(key));
    }

    @Override
    public String queueAnchor(PeriodKey key) {
        return unlessFaulty("queueAnchor", () -> steps.queueAnchor(key));
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return steps.abandon(key, reason);
    }
}
