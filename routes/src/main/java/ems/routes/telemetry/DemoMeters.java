package ems.routes.telemetry;

import java.time.Instant;
import java.util.List;

import ems.market.party.GridId;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/** Port: pretended meters and vehicles, for a demonstration. */
public interface DemoMeters {

    /** What they tell about the 10-second sample that starts at this instant and has just ended. */
    List<Telling> ofSample(Instant sampleStart);

    /** The messages of one open grid. */
    record Telling(GridId grid, List<MeterReading> readings, List<VehicleStatus> statuses) {}
}
