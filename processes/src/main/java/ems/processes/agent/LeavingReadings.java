package ems.processes.agent;

/** Whether what the home's meter measures leaves the agent. */
public enum LeavingReadings {
    /** The grid hears of the home from another meter. */
    NONE,
    /** All of periods in which the home is metered, as the market says. */
    WHILE_METERED,
    /** None, and the agent ends once the market says that its home is metered. */
    PRIVATE
}
