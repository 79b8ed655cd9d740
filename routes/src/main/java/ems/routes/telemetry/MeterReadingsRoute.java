package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Meter readings of a grid, about one per meter and 10 s: JSON of at most 64 KB in the format of {@link ReadingMessages}. */
@Singleton
public final class MeterReadingsRoute extends DoorRoute {

    static final String HTTP = "meter-readings-http";
    public static final String PARSED = "direct:meter-readings";

    @Inject
    public MeterReadingsRoute(OpenGrids grids, Clock clock) {
        super(
                "meter-readings",
                "readings",
                new HttpDoor(HTTP, grids, clock),
                "Parses readings, refuses what cannot be true, drops repeats, keeps the rest",
                message -> message.grid().takeReadings(message));
    }
}
