package ems.processes.child;

import java.util.Optional;

/** Ends a process in good order once the one that started it is gone, even if that was killed. */
public final class ParentWatch {

    /** Id of the parent's process; not set where a person starts it. */
    public static final String PROPERTY = "ems.parent";

    /** As of a process that a signal of ends ended. */
    private static final int ENDED = 143;

    private ParentWatch() {}

    public static void begin() {
        Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Long::valueOf)
                .ifPresent(id -> ProcessHandle.of(id)
                        .ifPresentOrElse(
                                parent -> parent.onExit().thenRun(() -> System.exit(ENDED)), () -> System.exit(ENDED)));
    }
}
