package ems.routes.telemetry;

import java.util.function.Function;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * A door for one kind of message, in two routes: {@code NAME-http} receives bodies over HTTP, and {@code direct:NAME} takes an
 * {@link IncomingMessage} from there or from another sender in this application.
 *
 * <p>{@code POST /api/grids/{grid}/PATH} answers 202 with {@code {accepted, repeated, refused: [{reason}]}} once the accepted
 * messages are kept; otherwise an RFC 9457 problem with the same members: 400 if all were refused, 404 for a grid that is not open, 413 for too large a body, 415 for another type
 * than the door's, 503 if the messages cannot be kept now.
 *
 * <p>Property: {@code ems.doors.http} (true or false) opens the HTTP side of all doors.
 */
abstract class DoorRoute extends RouteBuilder {

    private final String name;
    private final String path;
    private final HttpDoor door;
    private final String does;
    private final Function<IncomingMessage, IntakeReport> intake;

    /**
     * @param name of the inner route; it starts the ids of both
     * @param path below the grid's
     * @param does what the inner route does, for people who look at the routes
     * @param intake checks the messages of a body and keeps the good ones
     */
    DoorRoute(String name, String path, HttpDoor door, String does, Function<IncomingMessage, IntakeReport> intake) {
        this.name = name;
        this.path = path;
        this.door = door;
        this.does = does;
        this.intake = intake;
    }

    @Override
    public final void configure() {
        from("platform-http:/api/grids/{grid}/" + path + "?httpMethodRestrict=POST")
                .routeId(name + "-http")
                .description("Receives " + name + " over HTTP")
                .autoStartup("{{ems.doors.http:true}}")
                .onException(DoorsClosed.class)
                .handled(true)
                .process(HttpDoor::unavailable)
                .end()
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, name + " could not be kept: ${exception.message}")
                .process(HttpDoor::unavailable)
                .end()
                .process(door::receive)
                .choice()
                .when(body().isInstanceOf(IncomingMessage.class))
                .to("direct:" + name)
                .otherwise()
                .to(DeadLettersRoute.BOX)
                .end()
                .process(HttpDoor::answer);

        from("direct:" + name)
                .routeId(name)
                .description(does)
                .errorHandler(noErrorHandler())
                .transform()
                .body(IncomingMessage.class, intake::apply)
                .to(DeadLettersRoute.BOX);
    }
}
