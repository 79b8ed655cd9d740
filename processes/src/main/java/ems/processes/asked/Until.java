package ems.processes.asked;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The end of something that begins now, as {@code until} states it.
 *
 * @param clock whose, in words
 * @param longest how far ahead it may lie, in whole days
 */
public record Until(String clock, Duration longest) {

    /** @throws IllegalArgumentException names value and bounds */
    public Instant read(String text, Instant now) {
        Instant end;
        try {
            end = Instant.parse(text.strip());
        } catch (DateTimeParseException no) {
            throw new IllegalArgumentException(
                    "'until' is '" + text + "', and should be an instant in UTC like 2026-01-31T12:00:00Z.", no);
        }
        if (!end.isAfter(now) || end.isAfter(now.plus(longest))) {
            throw new IllegalArgumentException("'until' is " + end + ", and should lie ahead of " + clock
                    + ", which shows " + now + ", by " + longest.toDays() + " days at most.");
        }
        return end;
    }
}
