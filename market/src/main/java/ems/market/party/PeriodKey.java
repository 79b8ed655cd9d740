package ems.market.party;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import ems.market.quantity.MatchingPeriod;

/** Names one period of one grid everywhere: in the process engine, the journal and the ledger. Text: {@code grid/start}. */
public record PeriodKey(GridId grid, MatchingPeriod period) {

    public static PeriodKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a period key like grid/2026-01-31T12:00:00Z");
        }
        try {
            var period = new MatchingPeriod(Instant.parse(text.substring(slash + 1)));
            return new PeriodKey(new GridId(text.substring(0, slash)), period);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not end in a UTC instant like 2026-01-31T12:00:00Z");
        }
    }

    public PeriodKey previous() {
        return new PeriodKey(grid, period.previous());
    }

    @Override
    public String toString() {
        return grid.text() + "/" + period;
    }
}
