package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * What parties of matches with a private home exchanged in a period that has just ended, signed: {@code text/plain} of at most 8 MB in
 * the format of {@link ExchangeIntake}. The signatures are checked on arrival, and the period waits for none of them. A statement that
 * comes again is refused.
 */
@Singleton
public final class ExchangesRoute extends DoorRoute {

    static final String HTTP = "exchanges-http";
    /** 10,000 statements of 600 characters, and some to spare. */
    private static final int MOST_BYTES = 8_388_608;

    @Inject
    public ExchangesRoute(OpenGrids grids, Clock clock) {
        super(
                "exchanges",
                "exchanges",
                new HttpDoor(HTTP, "text/plain", MOST_BYTES, grids, clock),
                "Checks signatures, refuses what is not signed, not possible or too late, holds the rest until the period is settled",
                message -> message.grid().exchanges().take(message));
    }
}
