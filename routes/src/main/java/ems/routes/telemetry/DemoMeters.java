package ems.routes.telemetry;

import java.time.Instant;
import java.util.List;

import ems.market.party.GridId;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/** Port: simulated meters, vehicles and bidders, for a demonstration. */
public interface DemoMeters {

    /** Messages about the 10-second sample that starts at this instant and has just ended, and bids for periods to come. */
    List<Messages> ofSample(Instant sampleStart);

    /**
     * The messages of one open grid.
     *
     * @param bids signed, as compact JWS
     */
    record Messages(GridId grid, List<MeterReading> readings, List<VehicleStatus> statuses, List<String> bids) {}
}
