package ems.routes.describe;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How times are written in a column, and the instants that they are.
 *
 * @param keys of the scenario's time block beside the column, in YAML
 * @param instants of all rows, as if the times were UTC where they have no offset
 * @param hasOffset whether the cells say their zone
 * @param hasClock whether they hold a time of day
 * @param unsure what was decided without a reason, or nothing
 */
record TimeForm(List<String> keys, List<Instant> instants, boolean hasOffset, boolean hasClock, List<String> unsure) {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?) ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})([/.\\- ])(\\d{1,2}|[A-Za-z]{3})\\2(\\d{4}|\\d{2})(?: (\\d{1,2}):(\\d{2})(:\\d{2})?( ?[AaPp][Mm])?)?");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
    private static final Pattern WHOLE = Pattern.compile("\\d{9,14}");
    private static final long SECONDS_FROM = 500_000_000L;
    private static final long SECONDS_TO = 5_000_000_000L;

    /** Empty if any of the cells is no time. */
    static Optional<TimeForm> of(List<String> cells) {
        return cells.isEmpty()
                ? Optional.empty()
                : iso(cells).or(() -> dated(cells)).or(() -> counted(cells));
    }

    /** Whether all cells are times of day. */
    static boolean areClocks(List<String> cells) {
        return !cells.isEmpty()
                && cells.stream().allMatch(cell -> CLOCK.matcher(cell).matches());
    }

    private static Optional<TimeForm> iso(List<String> cells) {
        List<Instant> instants = new ArrayList<>();
        boolean hasOffset = true;
        boolean hasClock = false;
        for (String cell : cells) {
            Matcher iso = ISO.matcher(cell);
            if (!iso.matches()) {
                return Optional.empty();
            }
            try {
                var clock = iso.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(iso.group(2));
                var local = LocalDate.parse(iso.group(1)).atTime(clock);
                String offset = iso.group(3);
                hasOffset &= offset != null;
                hasClock |= iso.group(2) != null;
                instants.add(OffsetDateTime.of(local, offset(offset)).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        List<String> keys = hasClock ? List.of() : List.of("pattern: \"yyyy-MM-dd\"");
        return Optional.of(new TimeForm(keys, instants, hasOffset, hasClock, List.of()));
    }

    private static ZoneOffset offset(@Nullable String text) {
        return text == null || text.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    /** Day first unless a number above 12 stands second. */
    private static Optional<TimeForm> dated(List<String> cells) {
        Matcher first = DATE.matcher(cells.get(0));
        if (!first.matches()) {
            return Optional.empty();
        }
        int mostFirst = 0;
        int mostSecond = 0;
        boolean word = Character.isLetter(first.group(3).charAt(0));
        for (String cell : cells) {
            Matcher date = DATE.matcher(cell);
            if (!date.matches()) {
                return Optional.empty();
            }
            mostFirst = Math.max(mostFirst, Integer.parseInt(date.group(1)));
            mostSecond = Math.max(mostSecond, word ? 0 : Integer.parseInt(date.group(3)));
        }
        boolean monthFirst = mostSecond > 12;
        String day = first.group(2);
        String pattern = (monthFirst ? "M" + day + "d" : "d" + day + (word ? "MMM" : "M"))
                + day
                + (first.group(4).length() == 4 ? "yyyy" : "yy")
                + clock(first);
        List<String> unsure = word || monthFirst || mostFirst > 12
                ? List.of()
                : List.of("whether " + cells.get(0) + " begins with the day or the month: no number in its first two"
                        + " places is above 12; the day was taken");
        return parsed(cells, pattern)
                .map(instants -> new TimeForm(
                        List.of("pattern: \"" + pattern + "\""), instants, false, first.group(5) != null, unsure));
    }

    private static String clock(Matcher date) {
        if (date.group(5) == null) {
            return "";
        }
        boolean half = date.group(8) != null;
        return (half ? " h:mm" : " H:mm")
                + (date.group(7) == null ? "" : ":ss")
                + (half ? (date.group(8).startsWith(" ") ? " a" : "a") : "");
    }

    /** The instants of times that are written in this way, in UTC. */
    static Optional<List<Instant>> parsed(List<String> cells, String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
        if (!pattern.matches(".*[Hh].*")) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        DateTimeFormatter form = builder.toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC);
        try {
            return Optional.of(
                    cells.stream().map(cell -> form.parse(cell, Instant::from)).toList());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<TimeForm> counted(List<String> cells) {
        if (!cells.stream().allMatch(cell -> WHOLE.matcher(cell).matches())) {
            return Optional.empty();
        }
        var values = cells.stream()
                .map(BigDecimal::new)
                .map(BigDecimal::longValueExact)
                .toList();
        if (values.stream().allMatch(value -> value >= SECONDS_FROM && value < SECONDS_TO)) {
            return Optional.of(new TimeForm(
                    List.of("seconds-after: 1970-01-01T00:00:00Z"),
                    values.stream().map(Instant::ofEpochSecond).toList(),
                    true,
                    true,
                    List.of()));
        }
        if (values.stream().allMatch(value -> value >= SECONDS_FROM * 1_000 && value < SECONDS_TO * 1_000)) {
            return Optional.of(new TimeForm(
                    List.of("milliseconds-after: 1970-01-01T00:00:00Z"),
                    values.stream().map(Instant::ofEpochMilli).toList(),
                    true,
                    true,
                    List.of()));
        }
        return Optional.empty();
    }
}
