package ems.market.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a file held.
 *
 * @param refusals by party and kind, in the order in which they were met
 * @param series one for each party that has rows, in the order of the mapping
 * @param unmet what the mapping names and no row has
 */
public record Replayed(ReplayReport report, List<RefusedRows> refusals, List<Series> series, List<Unmet> unmet) {

    public Replayed {
        refusals = List.copyOf(refusals);
        series = List.copyOf(series);
        unmet = List.copyOf(unmet);
    }

    /** With everything that the mapping names. */
    public Replayed(ReplayReport report, List<RefusedRows> refusals, List<Series> series) {
        this(report, refusals, series, List.of());
    }

    /**
     * A word of the mapping that stands in no row.
     *
     * @param party whose word it is; empty if it is not of one party
     * @param instead some of the words that do stand in the column
     */
    public record Unmet(String party, String column, String word, List<String> instead) {

        public Unmet {
            instead = List.copyOf(instead);
        }
    }

    /**
     * Rows of one party that were refused for one kind of reason.
     *
     * @param party empty if the row as a whole could not be read
     * @param contradiction a second row for the same time that says something else
     * @param first the reason of the first of them, with its file and line
     */
    public record RefusedRows(String party, boolean contradiction, long rows, String first) {}

    /**
     * The rows of one party that were taken.
     *
     * @param first start of the earliest one
     * @param last start of the latest one
     * @param spacing the time from row to row that is met most often; empty for a single row
     * @param gaps how often a row begins later than one spacing after the one before
     * @param disordered rows that stand after a later one
     * @param nightDraws rows with a small negative production, which was counted as consumption
     * @param outside rows beyond the time of interest, which were passed over
     * @param rising columns that never fall, as a register does
     * @param drives rows in which a vehicle drives
     * @param drivesPluggedIn how many of these say that it is plugged in
     */
    public record Series(
            String party,
            Instant first,
            Instant last,
            long rows,
            Optional<Duration> spacing,
            long gaps,
            long repeated,
            long disordered,
            long nightDraws,
            long outside,
            List<String> rising,
            long drives,
            long drivesPluggedIn) {

        /** A party that drives nowhere. */
        public Series(
                String party,
                Instant first,
                Instant last,
                long rows,
                Optional<Duration> spacing,
                long gaps,
                long repeated,
                long disordered,
                long nightDraws,
                long outside,
                List<String> rising) {
            this(party, first, last, rows, spacing, gaps, repeated, disordered, nightDraws, outside, rising, 0, 0);
        }
    }
}
