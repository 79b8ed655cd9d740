package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Signed bids of a grid's members, one of each for a period, in the format of {@link BidIntake}. Signatures are checked here
 * and now, so that a period that starts finds only good ones.
 *
 * <p>{@code POST /api/grids/{grid}/bids} with {@code text/plain} of at most 4 MB answers as {@link MeterReadingsRoute} does;
 * nothing counts as repeated: a bid that comes again is refused.
 *
 * <p>Property: {@code ems.doors.http} (true or false) opens the HTTP door.
 */
@Singleton
public final class BidsRoute extends RouteBuilder {

    static final String HTTP = "bids-http";
    static final String SIGNED = "direct:bids";
    /** 10,000 bids of 300 characters, and some to spare. */
    private static final int MOST_BYTES = 4_194_304;

    private final HttpDoor door;

    @Inject
    public BidsRoute(OpenGrids grids, Clock clock) {
        this.door = new HttpDoor(HTTP, "text/plain", MOST_BYTES, grids, clock);
    }

    @Override
    public void configure() {
        from("platform-http:/api/grids/{grid}/bids?httpMethodRestrict=POST")
                .routeId(HTTP)
                .description("Receives signed bids over HTTP")
                .autoStartup("{{ems.doors.http:true}}")
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "bids could not be kept: ${exception.message}")
                .process(HttpDoor::unavailable)
                .end()
                .process(door::receive)
                .choice()
                .when(body().isInstanceOf(IncomingMessage.class))
                .to(SIGNED)
                .otherwise()
                .to(DeadLettersRoute.BOX)
                .end()
                .process(HttpDoor::answer);

        from(SIGNED)
                .routeId("bids")
                .description("Checks signatures, refuses what is not signed or comes too late, keeps the rest")
                .errorHandler(noErrorHandler())
                .transform()
                .body(IncomingMessage.class, message -> message.grid().takeBids(message))
                .to(DeadLettersRoute.BOX);
    }
}
