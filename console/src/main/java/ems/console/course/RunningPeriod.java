package ems.console.course;

import java.util.Optional;

import ems.market.record.PeriodRecord;

/**
 * A period that has not ended: what is recorded of it, and how its process instance stands.
 *
 * @param processId name of the process; empty before an instance exists
 * @param instanceId the engine's name of the instance; empty before it exists
 * @param failedTask the task's words on the diagram, if one failed
 * @param error what the engine says about the failure
 */
public record RunningPeriod(
        PeriodRecord record,
        State state,
        Optional<String> processId,
        Optional<String> instanceId,
        Optional<String> failedTask,
        Optional<String> error) {

    /** How a process instance stands. */
    public enum State {
        NOT_STARTED,
        ACTIVE,
        ERROR,
        COMPLETED,
        ABORTED
    }

    public static RunningPeriod notStarted(PeriodRecord record) {
        return new RunningPeriod(
                record, State.NOT_STARTED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RunningPeriod active(PeriodRecord record, String processId, String instanceId) {
        return new RunningPeriod(
                record,
                State.ACTIVE,
                Optional.of(processId),
                Optional.of(instanceId),
                Optional.empty(),
                Optional.empty());
    }

    public static RunningPeriod failed(
            PeriodRecord record, String processId, String instanceId, String failedTask, String error) {
        return new RunningPeriod(
                record,
                State.ERROR,
                Optional.of(processId),
                Optional.of(instanceId),
                Optional.of(failedTask),
                Optional.of(error));
    }
}
