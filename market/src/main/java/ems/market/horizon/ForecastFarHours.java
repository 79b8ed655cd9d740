package ems.market.horizon;

import java.util.List;

/** Port: what the hours beyond the next minutes may bring. Who knows tomorrow's weather leaves out the days that it will not be like. */
@FunctionalInterface
public interface ForecastFarHours {

    /** How many past days the market keeps. */
    int KEPT_DAYS = 7;

    /** As on any day of the last week. */
    ForecastFarHours AS_LAST_WEEK = past -> past;

    /**
     * Days that are equally likely to come.
     *
     * @param past what was possible on the past days, the oldest first; one at least, {@link #KEPT_DAYS} at most
     * @return at least one day
     */
    List<DayFrontier> likely(List<DayFrontier> past);
}
