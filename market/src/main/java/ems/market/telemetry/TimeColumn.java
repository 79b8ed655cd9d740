package ems.market.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Which column holds the time at which a row's interval begins, and how. */
public sealed interface TimeColumn {

    String name();

    /** All columns that it takes to know the time. */
    default List<String> names() {
        return List.of(name());
    }

    /** Another column, written in the same way: one cell, where the time of day has a column of its own, too. */
    TimeColumn named(String other);

    /** Seconds after an instant, like {@code 86460}. */
    record SecondsAfter(String name, Instant zero) implements TimeColumn {

        @Override
        public SecondsAfter named(String other) {
            return new SecondsAfter(other, zero);
        }
    }

    /** Milliseconds after an instant, like {@code 1564876800000}. */
    record MillisecondsAfter(String name, Instant zero) implements TimeColumn {

        @Override
        public MillisecondsAfter named(String other) {
            return new MillisecondsAfter(other, zero);
        }
    }

    /**
     * Date and time, like {@code 2019-08-04 00:15:00} or {@code 2019-08-04T00:15Z}. An offset that stands in the cell
     * counts before the zone.
     *
     * @param clock column of the time of day, if the first one holds the date only
     * @param pattern of {@link java.time.format.DateTimeFormatter}, of both cells with a blank between if there are two;
     *     empty for ISO 8601
     * @param zone of cells without an offset
     * @param shift added to each time: to lay a recorded week over another one, or to begin where a row's stamp ends
     */
    record DateTime(String name, Optional<String> clock, Optional<String> pattern, ZoneId zone, Duration shift)
            implements TimeColumn {

        /** ISO 8601 in UTC. */
        public DateTime(String name, Duration shift) {
            this(name, Optional.empty(), Optional.empty(), ZoneOffset.UTC, shift);
        }

        @Override
        public DateTime named(String other) {
            return new DateTime(other, Optional.empty(), pattern, zone, shift);
        }

        @Override
        public List<String> names() {
            return clock.map(each -> List.of(name, each)).orElse(List.of(name));
        }
    }
}
