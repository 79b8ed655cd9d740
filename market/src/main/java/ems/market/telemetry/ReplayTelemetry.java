package ems.market.telemetry;

/** Port: reads a file in through the same door as live telemetry. */
public interface ReplayTelemetry {

    /**
     * @return how many messages were accepted and refused
     * @throws IllegalArgumentException if the file or its columns cannot be read at all; names file, line and columns
     */
    ReplayReport replay(ReplayFile file, Inbox inbox);
}
