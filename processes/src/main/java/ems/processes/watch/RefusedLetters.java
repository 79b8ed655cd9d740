package ems.processes.watch;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Refused messages of a grid, one by one.
 *
 * @param clock the grid's
 * @param rows newest first
 * @param next to be asked for as {@code before}, if older ones may fit; empty: there are none
 */
public record RefusedLetters(String grid, Instant clock, List<Row> rows, OptionalLong next) {

    /**
     * One message.
     *
     * @param door that refused it
     * @param group the reason with {@code #} for each number and {@code '..'} for each name
     * @param suspect it was taken, and looks impossible
     * @param text of the message, at most its first 1,000 characters
     */
    public record Row(long id, String door, Instant at, String reason, String group, boolean suspect, String text) {}
}
