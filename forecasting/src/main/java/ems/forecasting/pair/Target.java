package ems.forecasting.pair;

/** What the network is asked for. */
public enum Target {
    /** The change from the last period to the next: without learning it repeats the last period. */
    CHANGE,
    /** The value of the next period, as the paper has it. */
    ABSOLUTE
}
