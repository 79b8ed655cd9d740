package ems.market.period;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.record.Step;

/**
 * The tasks of the process of a matching period, as its diagram draws them.
 *
 * <p>Several tasks may record the same step: a fallback records it if the task it stands in for did not. Nothing is
 * recorded of an anchor: the ledger knows its blocks.
 */
public enum Task {
    COLLECT_BIDS("collectBids", "Collect bids", Step.COLLECT_BIDS),
    FORECAST("forecast", "Forecast", Step.FORECAST),
    /** Fallback: the last period repeats. */
    FORECAST_BY_PERSISTENCE("forecastByPersistence", "Forecast by persistence", Step.FORECAST),
    VERIFY_AND_LIMIT("verifyAndLimit", "Verify and limit", Step.VERIFY_AND_LIMIT),
    MATCH("match", "Match", Step.MATCH),
    /** Fallback: first come, first served. */
    MATCH_GREEDILY("matchGreedily", "Match greedily", Step.MATCH),
    /** After the exchange window has closed. */
    MEASURE_EXCHANGE("measureExchange", "Measure exchange", Step.MEASURE_EXCHANGE),
    SETTLE("settle", "Settle", Step.SETTLE),
    ANCHOR("anchor", "Anchor", null),
    /** Fallback: the sealed block waits for the anchor's target. */
    QUEUE_ANCHOR("queueAnchor", "Queue anchor", null);

    /** The tasks of a period in which nothing fails, in order. */
    public static final List<Task> WITHOUT_FALLBACKS =
            List.of(COLLECT_BIDS, FORECAST, VERIFY_AND_LIMIT, MATCH, MEASURE_EXCHANGE, SETTLE, ANCHOR);

    private final String id;
    private final String words;
    private final @Nullable Step step;

    Task(String id, String words, @Nullable Step step) {
        this.id = id;
        this.words = words;
        this.step = step;
    }

    /** The id of its node in the diagram. */
    public String id() {
        return id;
    }

    /** What the diagram writes on its node. */
    public String words() {
        return words;
    }

    /** The step that it records. */
    public Optional<Step> step() {
        return Optional.ofNullable(step);
    }

    /** @return empty if no task has this id */
    public static Optional<Task> withId(String id) {
        for (Task task : values()) {
            if (task.id.equals(id)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }
}
