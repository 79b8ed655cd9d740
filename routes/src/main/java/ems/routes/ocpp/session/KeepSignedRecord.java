package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.VehicleId;

/** Port: keeps a record that the meter of a vehicle's charger signed. */
@FunctionalInterface
public interface KeepSignedRecord {

    /** @return why it is not believed; empty: it is */
    Optional<String> keep(GridId grid, VehicleId vehicle, Instant at, String record);
}
