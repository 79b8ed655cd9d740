package ems.routes.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

import ems.market.telemetry.TimeColumn;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.TimeColumn.SecondsAfter;
import ems.routes.telemetry.QuotedText;

/** Instants in cells of a time column. */
final class TimeCells {

    private static final int LENGTH = "2019-08-04 00:15:00".length();
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final long MOST_SECONDS = 100L * 366 * 86_400;

    private TimeCells() {}

    /** @throws IllegalArgumentException if the cell is not a time as the column promises */
    static Instant of(TimeColumn column, String cell) {
        if (column instanceof SecondsAfter after) {
            long seconds = NumberCells.wholeSeconds(column.name(), cell);
            if (Math.abs(seconds) > MOST_SECONDS) {
                throw new IllegalArgumentException(
                        "column '" + column.name() + "': " + seconds + " s is beyond a hundred years");
            }
            return after.zero().plusSeconds(seconds);
        }
        return dateTime((DateTime) column, cell);
    }

    private static Instant dateTime(DateTime column, String cell) {
        var text = cell.endsWith("Z") ? cell.substring(0, cell.length() - 1) : cell;
        try {
            if (text.length() == LENGTH) {
                return LocalDateTime.parse(text.replace(' ', 'T'), FORM)
                        .toInstant(ZoneOffset.UTC)
                        .plus(column.shift());
            }
        } catch (DateTimeException e) {
            throw noTime(column, cell);
        }
        throw noTime(column, cell);
    }

    private static IllegalArgumentException noTime(DateTime column, String cell) {
        return new IllegalArgumentException("column '" + column.name() + "': " + QuotedText.of(cell)
                + " is not a UTC date and time like 2019-08-04 00:15:00");
    }
}
