package ems.processes.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.forecast.ForecastUnavailable;
import ems.market.ledger.AnchorUnavailable;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** A market whose tasks fail as often as a tester asks: only grids of the sandbox have one. */
final class FaultySteps implements PeriodSteps {

    /** How a task fails. */
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

    private record ForcedFault(Kind kind, int times) {}

    private final PeriodSteps steps;
    private final Map<Task, ForcedFault> faults = new ConcurrentHashMap<>();

    FaultySteps(PeriodSteps steps) {
        this.steps = steps;
    }

    /**
     * Lets a task fail so many times from now on.
     *
     * @param name of the task: {@code collectBids}, or {@code COLLECT_BIDS}
     * @throws IllegalArgumentException if there is no such task
     */
    void add(String name, Kind kind, int times) {
        faults.put(task(name), new ForcedFault(kind, times));
    }

    private static Task task(String name) {
        return Stream.of(Task.values())
                .filter(task -> task.id().equalsIgnoreCase(name.replace("_", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Stream.of(Task.values()).map(Task::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String perform(Task task, PeriodKey key) {
        var fault = faults.get(task);
        if (fault != null) {
            faults.compute(
                    task, (same, left) -> left.times() > 1 ? new ForcedFault(left.kind(), left.times() - 1) : null);
            throw fault.kind().failure.get();
        }
        return steps.perform(task, key);
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return steps.abandon(key, reason);
    }
}
