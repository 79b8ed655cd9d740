package ems.routes.ocpp.session;

import ems.market.party.GridId;
import ems.market.telemetry.VehicleStatus;

/** Port: where reports of cars go on; they are kept when the call returns. */
@FunctionalInterface
public interface SendStatus {

    void send(GridId grid, VehicleStatus status);
}
