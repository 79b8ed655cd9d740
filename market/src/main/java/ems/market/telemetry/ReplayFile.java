package ems.market.telemetry;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A CSV file to read in: plain, gzipped or the only file of a zip archive.
 *
 * @param columns what its columns mean
 * @param span rows outside it are passed over
 */
public record ReplayFile(Path file, ColumnMapping columns, Span span) {

    /** All rows of a file. */
    public ReplayFile(Path file, ColumnMapping columns) {
        this(file, columns, Span.ALL);
    }

    /**
     * A time of interest.
     *
     * @param to not inside any more
     */
    public record Span(Instant from, Instant to) {

        static final Span ALL = new Span(Instant.MIN, Instant.MAX);

        public boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }
}
