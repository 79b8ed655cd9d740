package ems.routes.telemetry;

import java.time.Instant;
import java.util.List;

import ems.market.telemetry.MeterReading;
import ems.market.telemetry.TelemetryStore;
import ems.market.telemetry.VehicleStatus;

/** Port: what a live grid remembers. A message is kept for good when the call returns, all of them or none. */
public interface GridStore extends TelemetryStore, AcceptedMessages {

    void keepReadings(List<MeterReading> readings, Instant receivedAt);

    void keepStatuses(List<VehicleStatus> statuses, Instant receivedAt);
}
