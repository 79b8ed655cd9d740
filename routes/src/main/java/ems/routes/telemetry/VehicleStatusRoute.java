package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Reports of a grid's vehicles, each when it is plugged in or out and every few minutes: JSON of at most 64 KB in the format of
 * {@link StatusMessages}.
 */
@Singleton
public final class VehicleStatusRoute extends DoorRoute {

    static final String HTTP = "vehicle-status-http";
    public static final String PARSED = "direct:vehicle-status";

    @Inject
    public VehicleStatusRoute(OpenGrids grids, Clock clock) {
        super(
                "vehicle-status",
                "vehicles/status",
                new HttpDoor(HTTP, grids, clock),
                "Parses reports, refuses what cannot be true, drops repeats, keeps the rest",
                message -> message.grid().takeStatuses(message));
    }
}
