package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Corrected meter readings of a grid, as somebody who looked into a meter sends them: bodies like those of {@link
 * MeterReadingsRoute}. Each takes the place of the reading that is kept for its time, or is a new one; what it changes of
 * settled periods is booked as the next period starts. None counts as repeated.
 */
@Singleton
public final class CorrectionsRoute extends DoorRoute {

    public static final String HTTP = "corrections-http";
    /** Takes an {@link IncomingMessage} of a sender in this application. */
    public static final String PARSED = "direct:corrections";
    /** Below the grid's path. */
    static final String PATH = "corrections";

    @Inject
    public CorrectionsRoute(OpenGrids grids, Clock clock) {
        super(
                "corrections",
                PATH,
                new HttpDoor(HTTP, grids, clock),
                "Parses corrected readings, refuses what cannot be true, puts the rest in the place of what was kept",
                message -> message.grid().takeCorrections(message));
    }
}
