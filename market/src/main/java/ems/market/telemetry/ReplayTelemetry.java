package ems.market.telemetry;

/** Port: reads a file in through the same door as live telemetry. */
public interface ReplayTelemetry {

    /**
     * Looks for the columns before any work is done.
     *
     * @throws IllegalArgumentException as {@link #replay} does
     */
    void check(ReplayFile file);

    /**
     * @return what became of the rows
     * @throws IllegalArgumentException if the file or its columns cannot be read at all; names file, line and columns
     */
    Replayed replay(ReplayFile file, Inbox inbox);
}
