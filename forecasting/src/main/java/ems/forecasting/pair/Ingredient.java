package ems.forecasting.pair;

/** What was added to the paper's model; each can be left out, to see what it is worth. */
public enum Ingredient {
    /** Sine and cosine of the time of day. */
    CALENDAR,
    /** A home's own unit of power. */
    SCALE,
    /** Older windows in each step, beside the newest ones. */
    REPLAY,
    /** A global model is tried before it is believed. */
    TRIAL
}
