package ems.routes.telemetry;

import jakarta.inject.Singleton;

import org.apache.camel.builder.RouteBuilder;

/** Takes a {@link IntakeReport} from any door and keeps its refused messages, each with the door's name and the reason. */
@Singleton
public final class DeadLettersRoute extends RouteBuilder {

    public static final String BOX = "direct:dead-letters";

    @Override
    public void configure() {
        from(BOX)
                .routeId("dead-letters")
                .description("Keeps refused messages for an operator")
                .errorHandler(noErrorHandler())
                .process(exchange ->
                        exchange.getMessage().getBody(IntakeReport.class).keepLetters());
    }
}
