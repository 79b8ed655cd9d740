package ems.console.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.console.course.InstanceStanding.State;
import ems.console.course.StageNow.Status;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;

/**
 * A period and the way it has come.
 *
 * @param step the stage it is at, in the words of the process diagram
 * @param secondsLeft until its exchange window closes, rounded up, in [0, 60]
 * @param error why it stands still, in words
 * @param reason why it does not run although nothing has failed
 * @param advice what to do next about the error, or about the reason
 */
public record PeriodNow(
        Instant start,
        Instant end,
        State state,
        String step,
        long secondsLeft,
        List<StageNow> stages,
        Optional<String> error,
        Optional<String> reason,
        Optional<String> advice,
        Optional<String> processId,
        Optional<String> instanceId) {

    public static PeriodNow of(RunningPeriod running, Instant clock) {
        var record = running.record();
        var instance = running.instance();
        var period = record.key().period();
        var failed = instance.state() == State.ERROR;
        var ended = instance.state().hasEnded();
        var standstill = standstill(running, clock);
        Stage at = instance.failedTask().flatMap(Stage::named).orElseGet(() -> Stage.reached(record, clock));
        return new PeriodNow(
                period.start(),
                period.end(),
                instance.state(),
                ended ? outcome(record) : at.words(),
                secondsLeft(period, clock),
                stages(running, at, clock),
                failed ? Optional.of(inWords(instance, at)) : Optional.empty(),
                standstill.map(NoticeNow::reason),
                failed ? Optional.of(at.advice()) : standstill.map(NoticeNow::advice),
                instance.processId(),
                instance.instanceId());
    }

    /** A period that was given up does not run either, for a reason that is recorded. */
    private static Optional<NoticeNow> standstill(RunningPeriod running, Instant clock) {
        var record = running.record();
        return switch (running.instance().state()) {
            case NOT_STARTED -> running.standstill();
            case COMPLETED, ABORTED ->
                record.first(Abandonment.class)
                        .map(abandoned -> new NoticeNow(
                                "this period does not run: " + abandoned.reason(),
                                running.standstill()
                                        .map(NoticeNow::advice)
                                        .orElseGet(() -> next(record.key().period(), clock))));
            case ACTIVE, ERROR -> Optional.empty();
        };
    }

    private static String next(MatchingPeriod period, Instant clock) {
        return clock.isBefore(period.end())
                ? "Nothing to do: the next one starts at " + period.end() + "."
                : "Nothing to do: its minute is over.";
    }

    private static long secondsLeft(MatchingPeriod period, Instant clock) {
        long millis = Duration.between(clock, period.end()).toMillis();
        return Math.max(0, Math.min(MatchingPeriod.LENGTH.toSeconds(), Math.floorDiv(millis + 999, 1000L)));
    }

    private static String inWords(InstanceStanding instance, Stage at) {
        return "'" + instance.failedTask().orElse(at.words()) + "' failed: "
                + instance.error().filter(text -> !text.isBlank()).orElse("the process gave no reason");
    }

    private static String outcome(PeriodRecord record) {
        return record.first(Abandonment.class)
                .map(abandoned -> "Abandoned: " + abandoned.reason())
                .orElse("Settled");
    }

    private static List<StageNow> stages(RunningPeriod running, Stage at, Instant clock) {
        List<StageNow> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            stages.add(StageNow.of(stage, status(running, stage, at, clock), running.record(), clock));
        }
        return stages;
    }

    private static Status status(RunningPeriod running, Stage stage, Stage at, Instant clock) {
        if (stage.isDone(running.record(), clock)) {
            return Status.DONE;
        }
        return switch (running.instance().state()) {
            case NOT_STARTED -> Status.TO_COME;
            case ACTIVE, ERROR ->
                stage == at
                        ? (running.instance().state() == State.ERROR ? Status.FAILED : Status.CURRENT)
                        : stage.compareTo(at) < 0 ? Status.SKIPPED : Status.TO_COME;
            case COMPLETED, ABORTED ->
                stage == Stage.ANCHOR && running.record().has(Step.SETTLE) ? Status.DONE : Status.SKIPPED;
        };
    }
}
