package ems.routes.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.TelemetryStore;
import ems.market.telemetry.VehicleStatus;

/** Port: what a live grid remembers. A message is kept for good when the call returns, all of them or none. */
public interface GridStore extends TelemetryStore, AcceptedMessages {

    /** What the home's readings since the instant say together; empty if there are none. */
    Optional<PowerSoFar> power(ProsumerId home, Instant since);

    /**
     * @param highest mean power of a reading, of production or consumption, in mW
     * @param since start of the earliest of the readings
     */
    record PowerSoFar(long highest, Instant since) {

        PowerSoFar and(long power) {
            return new PowerSoFar(Math.max(highest, power), since);
        }
    }

    /** Whether readings of the home are kept that hold in a part of its time, or begin with it and hold for another. */
    boolean isCutOtherwise(MeterReading reading);

    void keepReadings(ReadingBatch batch);

    /** Readings in time, none of which replaces another. */
    default void keepReadings(List<MeterReading> readings) {
        keepReadings(new ReadingBatch(readings, false, Set.of()));
    }

    void keepStatuses(List<VehicleStatus> statuses, Instant receivedAt);
}
