package ems.features;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

import ems.market.quantity.MatchingPeriod;

/** Times of day in scenarios are on the longest day of 2026, UTC; the period that a scenario looks at starts at 12:00. */
public final class MarketTime {

    public static final MatchingPeriod NOON = new MatchingPeriod(at("12:00"));

    private MarketTime() {}

    /** @param time of day, like {@code 12:00} or {@code 12:00:30} */
    public static Instant at(String time) {
        return LocalDate.of(2026, 6, 21).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }
}
