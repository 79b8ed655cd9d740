package ems.routes.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import ems.market.period.MatchingPeriod;
import ems.routes.clock.PassedBorders;
import ems.routes.telemetry.DemoMeters.Telling;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A pretended fleet: as each 10-second sample ends, its meters and vehicles send JSON through the same routes as
 * everyone else. After a stall it sends the last minute.
 *
 * <p>Properties: {@code ems.demo.enabled} (true or false); {@code ems.clock.resolution}, how often it looks at the
 * clock, in milliseconds.
 */
@Singleton
public final class DemoFleetRoute extends RouteBuilder {

    static final String DOOR = "demo-fleet";
    static final String SEND = "direct:demo-fleet";

    private final OpenGrids grids;
    private final DemoMeters meters;
    private final Clock clock;
    private final PassedBorders samples = new PassedBorders(MatchingPeriod.SAMPLE, MatchingPeriod.SAMPLES);

    @Inject
    public DemoFleetRoute(OpenGrids grids, DemoMeters meters, Clock clock) {
        this.grids = grids;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "the demonstration fleet could not send: ${exception.message}");

        from("timer:demo-fleet?period={{ems.clock.resolution:250}}&includeMetadata=false")
                .routeId("demo-fleet-timer")
                .description("Wakes the demonstration fleet as samples end")
                .autoStartup("{{ems.demo.enabled:false}}")
                .to(SEND);

        from(SEND)
                .routeId(DOOR)
                .description("Sends what the demonstration fleet measured in the samples that have ended")
                .process(exchange -> exchange.getMessage().setBody(clock.instant()))
                .split()
                .body(Instant.class, this::tellings)
                .multicast()
                .to("direct:demo-readings", "direct:demo-statuses");

        from("direct:demo-readings")
                .routeId("demo-readings")
                .filter()
                .body(Telling.class, telling -> !telling.readings().isEmpty())
                .transform()
                .body(Telling.class, telling -> incoming(telling, MessageJson.readings(telling.readings())))
                .to(MeterReadingsRoute.PARSED);

        from("direct:demo-statuses")
                .routeId("demo-statuses")
                .filter()
                .body(Telling.class, telling -> !telling.statuses().isEmpty())
                .transform()
                .body(Telling.class, telling -> incoming(telling, MessageJson.statuses(telling.statuses())))
                .to(VehicleStatusRoute.PARSED);
    }

    private List<Telling> tellings(Instant now) {
        return samples.upTo(now).stream()
                .map(end -> end.minus(MatchingPeriod.SAMPLE))
                .flatMap(start -> meters.ofSample(start).stream())
                .toList();
    }

    private IncomingMessage incoming(Telling telling, String json) {
        var grid = grids.find(telling.grid())
                .orElseThrow(() -> new IllegalStateException("grid " + telling.grid() + " is not open"));
        return new IncomingMessage(DOOR, grid, clock.instant(), json.getBytes(UTF_8));
    }
}
