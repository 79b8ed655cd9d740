package ems.routes.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import ems.market.telemetry.TimeColumn;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.TimeColumn.SecondsAfter;
import ems.routes.telemetry.QuotedText;

/** Instants in cells of a time column. */
final class TimeCells {

    private static final int LENGTH = "2019-08-04 00:15:00".length();
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
        boolean utc = cell.length() == LENGTH + 1 && cell.charAt(LENGTH) == 'Z';
        boolean good = (utc || cell.length() == LENGTH)
                && cell.charAt(4) == '-'
                && cell.charAt(7) == '-'
                && (cell.charAt(10) == ' ' || cell.charAt(10) == 'T')
                && cell.charAt(13) == ':'
                && cell.charAt(16) == ':';
        if (good) {
            try {
                return LocalDateTime.of(
                                digits(cell, 0, 4),
                                digits(cell, 5, 7),
                                digits(cell, 8, 10),
                                digits(cell, 11, 13),
                                digits(cell, 14, 16),
                                digits(cell, 17, 19))
                        .toInstant(ZoneOffset.UTC)
                        .plus(column.shift());
            } catch (DateTimeException e) {
                throw noTime(column, cell);
            }
        }
        throw noTime(column, cell);
    }

    /** @throws DateTimeException if another character is among the digits */
    private static int digits(String cell, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = cell.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static IllegalArgumentException noTime(DateTime column, String cell) {
        return new IllegalArgumentException("column '" + column.name() + "': " + QuotedText.of(cell)
                + " is not a UTC date and time like 2019-08-04 00:15:00");
    }
}
