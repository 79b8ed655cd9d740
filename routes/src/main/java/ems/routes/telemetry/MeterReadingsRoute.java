package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Meter readings of a grid, about one per meter and 10 s, in the format of {@link ReadingMessages}.
 *
 * <p>{@code POST /api/grids/{grid}/readings} answers 202 with {@code {accepted, repeated, refused: [{reason}]}} once the
 * accepted readings are kept; 400 if all were refused, 404 for a grid that is not open, 413 above 64 KB, 415 for
 * another type than JSON, 503 if they cannot be kept now.
 *
 * <p>Property: {@code ems.doors.http} (true or false) opens the HTTP door.
 */
@Singleton
public final class MeterReadingsRoute extends RouteBuilder {

    static final String HTTP = "meter-readings-http";
    static final String PARSED = "direct:meter-readings";

    private final HttpDoor door;

    @Inject
    public MeterReadingsRoute(OpenGrids grids, Clock clock) {
        this.door = new HttpDoor(HTTP, grids, clock);
    }

    @Override
    public void configure() {
        from("platform-http:/api/grids/{grid}/readings?httpMethodRestrict=POST")
                .routeId(HTTP)
                .description("Receives meter readings over HTTP")
                .autoStartup("{{ems.doors.http:true}}")
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "readings could not be kept: ${exception.message}")
                .process(HttpDoor::unavailable)
                .end()
                .process(door::receive)
                .choice()
                .when(body().isInstanceOf(IncomingMessage.class))
                .to(PARSED)
                .otherwise()
                .to(DeadLettersRoute.BOX)
                .end()
                .process(HttpDoor::answer);

        from(PARSED)
                .routeId("meter-readings")
                .description("Parses readings, refuses what cannot be true, drops repeats, keeps the rest")
                .errorHandler(noErrorHandler())
                .transform()
                .body(IncomingMessage.class, message -> message.grid().takeReadings(message))
                .to(DeadLettersRoute.BOX);
    }
}
