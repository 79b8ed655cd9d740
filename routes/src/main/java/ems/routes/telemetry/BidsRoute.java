package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Signed bids of a grid's members, one of each for a period: {@code text/plain} of at most 4 MB in the format of {@link
 * BidIntake}. The signatures are checked on arrival, so that a period that starts finds only good bids. No bid counts as
 * repeated: one that comes again is refused.
 */
@Singleton
public final class BidsRoute extends DoorRoute {

    static final String HTTP = "bids-http";
    static final String SIGNED = "direct:bids";
    /** 10,000 bids of 300 characters, and some to spare. */
    private static final int MOST_BYTES = 4_194_304;

    @Inject
    public BidsRoute(OpenGrids grids, Clock clock) {
        super(
                "bids",
                "bids",
                new HttpDoor(HTTP, "text/plain", MOST_BYTES, grids, clock),
                "Checks signatures, refuses what is not signed or comes too late, keeps the rest",
                message -> message.grid().bids().take(message));
    }
}
