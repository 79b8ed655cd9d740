package ems.features;

import java.util.Optional;

/** The market that had features played: whoever plays them ends with it, and with what it started, even if that was killed. */
final class ParentProcess {

    /** Id of the process; not set where a person plays. */
    static final String PROPERTY = "ems.parent";

    /** As of a process that a signal of ends ended. */
    static final int ENDED = 143;

    private ParentProcess() {}

    /** From now on this process ends in good order once that one is gone; at once if it is gone already. */
    static void endWithIt() {
        Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Long::valueOf)
                .ifPresent(id -> ProcessHandle.of(id)
                        .ifPresentOrElse(
                                parent -> parent.onExit().thenRun(() -> System.exit(ENDED)), () -> System.exit(ENDED)));
    }
}
