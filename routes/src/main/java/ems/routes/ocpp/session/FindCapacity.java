package ems.routes.ocpp.session;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/** Port: how much a car's battery holds. */
@FunctionalInterface
public interface FindCapacity {

    /** Empty if the car is no member now, or the grid not open. */
    Optional<Energy> of(GridId grid, VehicleId vehicle);
}
