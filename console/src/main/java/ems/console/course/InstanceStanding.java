package ems.console.course;

import java.util.Optional;

/**
 * What the engine says of a period's process instance.
 *
 * @param processId name of the process; empty without an instance
 * @param instanceId the engine's name of the instance; empty without one
 * @param failedTask the task's words on the diagram, if one failed
 * @param error what the engine says about the failure
 */
public record InstanceStanding(
        State state,
        Optional<String> processId,
        Optional<String> instanceId,
        Optional<String> failedTask,
        Optional<String> error) {

    /** How an instance stands; the engine forgets those that have ended. */
    public enum State {
        NOT_STARTED,
        ACTIVE,
        ERROR,
        COMPLETED,
        /** An operator ended it. */
        ABORTED;

        boolean hasEnded() {
            return this == COMPLETED || this == ABORTED;
        }
    }

    public static final InstanceStanding NOT_STARTED = without(State.NOT_STARTED);
    public static final InstanceStanding COMPLETED = without(State.COMPLETED);
    public static final InstanceStanding ABORTED = without(State.ABORTED);

    private static InstanceStanding without(State state) {
        return new InstanceStanding(state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static InstanceStanding active(String processId, String instanceId) {
        return new InstanceStanding(
                State.ACTIVE, Optional.of(processId), Optional.of(instanceId), Optional.empty(), Optional.empty());
    }

    public static InstanceStanding failed(String processId, String instanceId, String failedTask, String error) {
        return new InstanceStanding(
                State.ERROR,
                Optional.of(processId),
                Optional.of(instanceId),
                Optional.of(failedTask),
                Optional.of(error));
    }

    /** It does nothing until a person or the clock tries its task again. */
    public boolean isStopped() {
        return state == State.ERROR;
    }
}
