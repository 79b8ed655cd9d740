package ems.routes.wiring;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A row of the wiring table that has told nothing, though a value of it would be stale by now.
 *
 * @param row as a spreadsheet numbers it
 * @param since when it has taken effect
 * @param came whether messages came on its topic, without what it looks for
 */
public record SilentRow(int row, String topic, String pointer, Instant since, boolean came) {

    @Override
    public String toString() {
        var from = since.truncatedTo(ChronoUnit.SECONDS);
        return "row " + row + " (" + topic + ") has heard "
                + (came
                        ? "messages since " + from + ", and nothing at " + pointer + " in them"
                        : "nothing since " + from);
    }
}
