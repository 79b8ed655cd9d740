package ems.forecasting.pair;

/** What a meter tells apart. */
enum Channel {
    CONSUMPTION,
    PRODUCTION
}
