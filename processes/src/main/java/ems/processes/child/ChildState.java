package ems.processes.child;

/** How a child stands. */
public enum ChildState {
    RUNS,
    /** It ended by itself, and is started again in a moment. */
    WAITS,
    /** It was ended. */
    ENDED
}
