package ems.routes.telemetry;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Reports of a grid's vehicles, each when it is plugged in or out and every few minutes, in the format of
 * {@link StatusMessages}.
 *
 * <p>{@code POST /api/grids/{grid}/vehicles/status} answers as {@link MeterReadingsRoute} does.
 *
 * <p>Property: {@code ems.doors.http} (true or false) opens the HTTP door.
 */
@Singleton
public final class VehicleStatusRoute extends RouteBuilder {

    static final String HTTP = "vehicle-status-http";
    static final String PARSED = "direct:vehicle-status";

    private final HttpDoor door;

    @Inject
    public VehicleStatusRoute(OpenGrids grids, Clock clock) {
        this.door = new HttpDoor(HTTP, grids, clock);
    }

    @Override
    public void configure() {
        from("platform-http:/api/grids/{grid}/vehicles/status?httpMethodRestrict=POST")
                .routeId(HTTP)
                .description("Receives vehicle reports over HTTP")
                .autoStartup("{{ems.doors.http:true}}")
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "vehicle reports could not be kept: ${exception.message}")
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
                .routeId("vehicle-status")
                .description("Parses reports, refuses what cannot be true, drops repeats, keeps the rest")
                .errorHandler(noErrorHandler())
                .transform()
                .body(IncomingMessage.class, message -> message.grid().takeStatuses(message))
                .to(DeadLettersRoute.BOX);
    }
}
