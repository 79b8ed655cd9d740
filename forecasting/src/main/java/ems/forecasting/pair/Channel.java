package ems.forecasting.pair;

/** The two powers that a meter measures. */
enum Channel {
    CONSUMPTION,
    PRODUCTION
}
