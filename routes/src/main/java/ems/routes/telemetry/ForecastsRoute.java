package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * What homes' own agents expect of a period, signed: {@code text/plain} of at most 4 MB in the format of {@link ForecastIntake}. The
 * signatures are checked on arrival, and the period waits for none of them. A forecast that comes again is refused.
 */
@Singleton
public final class ForecastsRoute extends DoorRoute {

    static final String HTTP = "forecasts-http";
    /** 10,000 forecasts of 300 characters, and some to spare. */
    private static final int MOST_BYTES = 4_194_304;

    @Inject
    public ForecastsRoute(OpenGrids grids, Clock clock) {
        super(
                "forecasts",
                "forecasts",
                new HttpDoor(HTTP, "text/plain", MOST_BYTES, grids, clock),
                "Checks signatures, refuses what is not signed or comes too late, holds the rest for the period",
                message -> message.grid().forecasts().take(message));
    }
}
