package ems.routes.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ems.market.telemetry.TimeColumn;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.TimeColumn.MillisecondsAfter;
import ems.market.telemetry.TimeColumn.SecondsAfter;
import ems.routes.telemetry.QuotedText;

/** Instants in the cells of a time column. */
final class TimeCells {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
                    + " ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final int SECONDS = "2019-08-04 00:15".length();
    private static final int LENGTH = "2019-08-04 00:15:00".length();
    private static final DateTimeFormatter ANY_ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final long MOST_SECONDS = 100L * 366 * 86_400;

    private final TimeColumn column;
    private final List<Integer> positions;
    private final @Nullable DateTimeFormatter pattern;

    /** @throws IllegalArgumentException if a column is missing */
    TimeCells(TimeColumn column, Header header) {
        this.column = column;
        this.positions = column.names().stream().map(header::position).toList();
        this.pattern = column instanceof DateTime dateTime
                ? dateTime.pattern().map(TimeCells::formatter).orElse(null)
                : null;
    }

    /**
     * A strict reader of the pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    private static DateTimeFormatter formatter(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern.replace('y', 'u'));
        if (!pattern.matches("(?s).*[HhKk].*")) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        if (!pattern.contains("m")) {
            builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * The start of the row's interval.
     *
     * @param clock of the series that the row belongs to
     * @throws IllegalArgumentException if the cell is not a time as the column promises
     */
    Instant of(LineCells cells, LocalClock clock) {
        String cell = cells.cell(positions.get(0));
        if (column instanceof SecondsAfter after) {
            long seconds = NumberCells.whole(column.name(), cell, "s");
            refuseAges(seconds);
            return after.zero().plusSeconds(seconds);
        }
        if (column instanceof MillisecondsAfter after) {
            long milliseconds = NumberCells.whole(column.name(), cell, "ms");
            refuseAges(milliseconds / 1_000);
            return after.zero().plusMillis(milliseconds);
        }
        String text = positions.size() == 1
                ? cell
                : cell.strip() + " " + cells.cell(positions.get(1)).strip();
        return dateTime((DateTime) column, text, clock);
    }

    private void refuseAges(long seconds) {
        if (Math.abs(seconds) > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "column '" + column.name() + "': " + seconds + " s is beyond a hundred years");
        }
    }

    private Instant dateTime(DateTime form, String cell, LocalClock clock) {
        try {
            return instant(form, cell.strip(), clock).plus(form.shift());
        } catch (DateTimeException e) {
            throw noTime(form, cell);
        }
    }

    private Instant instant(DateTime form, String text, LocalClock clock) {
        if (pattern != null) {
            TemporalAccessor read =
                    pattern.parseBest(text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from);
            return read instanceof LocalDateTime local
                    ? clock.instant(local, form.zone(), form.name())
                    : Instant.from(read);
        }
        // the shortest way for what nearly all are
        boolean utc = text.length() == LENGTH + 1 && text.endsWith("Z");
        if (utc
                || text.length() == LENGTH
                        && text.charAt(SECONDS) == ':'
                        && form.zone().equals(ZoneOffset.UTC)) {
            return plain(text).toInstant(ZoneOffset.UTC);
        }
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            throw new DateTimeException("not ISO 8601");
        }
        var local = LocalDateTime.parse(iso.group(1) + "T" + iso.group(2), ANY_ISO);
        String offset = iso.group(3);
        return offset == null
                ? clock.instant(local, form.zone(), form.name())
                : local.toInstant(offset.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }

    /** The first 19 characters, as {@code 2019-08-04 00:15:00}: a formatter takes ten times as long. */
    private static LocalDateTime plain(String text) {
        char between = text.charAt(10);
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || between != ' ' && between != 'T'
                || text.charAt(13) != ':') {
            throw new DateTimeException("not ISO 8601");
        }
        return LocalDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, 19));
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("not ISO 8601");
            }
            number = 10 * number + (c - '0');
        }
        return number;
    }

    private static IllegalArgumentException noTime(DateTime form, String cell) {
        return new IllegalArgumentException("column '" + form.name() + "': " + QuotedText.of(cell) + " is not a "
                + form.pattern()
                        .map(pattern -> "date and time of the pattern " + pattern)
                        .orElse((form.zone().equals(ZoneOffset.UTC) ? "UTC " : "")
                                + "date and time like 2019-08-04 00:15:00; if it is written otherwise, say how with"
                                + " time.pattern, such as dd/MM/yyyy HH:mm"));
    }
}
