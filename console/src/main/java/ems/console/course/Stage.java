package ems.console.course;

import java.time.Instant;
import java.util.Optional;

import ems.market.period.Task;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;

/** The way of a period as the process diagram draws it: the recorded steps, the exchange window and the anchor. */
enum Stage {
    COLLECT_BIDS(
            Task.COLLECT_BIDS,
            "Check that telemetry comes in and that no rule table is refused, then retry. Skipped, the period trades"
                    + " nothing."),
    FORECAST(
            Task.FORECAST,
            "Retry. Skipped, no prosumer bids and the period trades nothing; the next period starts afresh."),
    VERIFY_AND_LIMIT(
            Task.VERIFY_AND_LIMIT,
            "Look at the refused rule tables and at the ledger, then retry. Skipped, every EV stays out of this"
                    + " period."),
    MATCH(Task.MATCH, "Retry. Skipped, nobody is matched and everyone trades with the grid."),
    EXCHANGE_WINDOW("Exchange window", "Check that the clock's tick arrives, then retry."),
    MEASURE_EXCHANGE(
            Task.MEASURE_EXCHANGE,
            "Retry: the readings are kept. Until this period ends, its EVs take no part in later ones."),
    SETTLE(
            Task.SETTLE,
            "Retry: what is booked is never booked twice. Skipped, the period is sealed as abandoned and nobody pays."),
    ANCHOR(Task.ANCHOR, "The books are settled. Check the ledger and the anchor's target, then retry.");

    private final Optional<Step> step;
    private final String words;
    private final String advice;

    Stage(Task task, String advice) {
        this.step = task.step();
        this.words = task.words();
        this.advice = advice;
    }

    Stage(String words, String advice) {
        this.step = Optional.empty();
        this.words = words;
        this.advice = advice;
    }

    String words() {
        return words;
    }

    /** What an operator does when it failed. */
    String advice() {
        return advice;
    }

    /** The window is behind a period that was measured, or whose time is over; no entry marks it or the anchor. */
    boolean isDone(PeriodRecord record, Instant clock) {
        return switch (this) {
            case EXCHANGE_WINDOW ->
                record.has(Step.MEASURE_EXCHANGE)
                        || record.has(Step.MATCH)
                                && !clock.isBefore(record.key().period().end());
            case ANCHOR -> false;
            default -> record.has(step.orElseThrow());
        };
    }

    /** The first stage after the last one that is done; earlier ones that are not done were skipped. */
    static Stage reached(PeriodRecord record, Instant clock) {
        Stage reached = COLLECT_BIDS;
        for (Stage stage : values()) {
            if (stage.isDone(record, clock)) {
                reached = values()[stage.ordinal() + 1];
            }
        }
        return reached;
    }

    static Optional<Stage> named(String words) {
        for (Stage stage : values()) {
            if (stage.words.equalsIgnoreCase(words)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
