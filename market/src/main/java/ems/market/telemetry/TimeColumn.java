package ems.market.telemetry;

import java.time.Duration;
import java.time.Instant;

/** Which column holds the time, and how. */
public sealed interface TimeColumn {

    String name();

    /** Seconds after an instant, like {@code 86460}. */
    record SecondsAfter(String name, Instant zero) implements TimeColumn {}

    /**
     * UTC date and time, like {@code 2019-08-04 00:15:00} or {@code 2019-08-04T00:15:00Z}.
     *
     * @param shift added to each time, to lay a recorded week over another one
     */
    record DateTime(String name, Duration shift) implements TimeColumn {}
}
