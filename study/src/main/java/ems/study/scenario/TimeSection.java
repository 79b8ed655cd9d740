package ems.study.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ems.market.telemetry.TimeColumn;

import static java.util.Objects.requireNonNull;

/** The {@code time} block of a file: which column holds the time of a row, and how it is written. */
final class TimeSection {

    static final Set<String> TIME = Set.of(
            "column", "clock-column", "seconds-after", "milliseconds-after", "pattern", "zone", "shift", "stamps");
    /** Whether a stamp is the end of its row's interval. */
    private static final Map<String, Boolean> STAMPS = Map.of("start", false, "end", true);

    private static final List<String> OF_DATES = List.of("clock-column", "pattern", "zone", "shift");

    private TimeSection() {}

    /** @param interval that a stamp at its end is moved back by */
    static TimeColumn read(Section section, Duration interval) {
        var time = section.section("time", TIME);
        boolean isEnd = time.has("stamps") && time.word("stamps", STAMPS);
        var back = isEnd ? interval : Duration.ZERO;
        for (String count : List.of("seconds-after", "milliseconds-after")) {
            if (time.has(count)) {
                return counted(time, count, back);
            }
        }
        return new TimeColumn.DateTime(
                time.text("column"),
                time.optionalText("clock-column"),
                time.optionalValue("pattern", TimeSection::pattern),
                time.optionalValue("zone", TimeSection::zone).orElse(ZoneOffset.UTC),
                time.optionalValue("shift", QuantityText::time)
                        .orElse(Duration.ZERO)
                        .minus(back));
    }

    private static TimeColumn counted(Section time, String count, Duration back) {
        for (String key : OF_DATES) {
            if (time.has(key)) {
                throw time.broken(key, "stands beside " + count + ": choose one");
            }
        }
        if (time.has("seconds-after") && time.has("milliseconds-after")) {
            throw time.broken("seconds-after", "stands beside milliseconds-after: choose one");
        }
        var zero = time.value(count, TimeSection::instant).minus(back);
        return count.equals("seconds-after")
                ? new TimeColumn.SecondsAfter(time.text("column"), zero)
                : new TimeColumn.MillisecondsAfter(time.text("column"), zero);
    }

    private static String pattern(String text) {
        if (text.matches(".*[YD].*") || text.matches(".*[Hh]+:MM.*")) {
            throw new IllegalArgumentException("'" + text
                    + "' has a letter that counts something else: years are yyyy, days dd, months MM and minutes mm");
        }
        try {
            requireNonNull(DateTimeFormatter.ofPattern(text, Locale.ENGLISH));
            return text;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a pattern of dates and times such as dd/MM/yyyy HH:mm", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time zone such as Europe/London, UTC or +01:00", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a UTC instant like 2019-08-04T00:00:00Z");
        }
    }
}
