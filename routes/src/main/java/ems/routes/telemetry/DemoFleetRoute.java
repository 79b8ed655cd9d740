package ems.routes.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import ems.market.quantity.MatchingPeriod;
import ems.routes.clock.EveryComponent;
import ems.routes.clock.PassedBorders;
import ems.routes.telemetry.DemoMeters.Messages;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A simulated fleet: as each 10-second sample ends, its meters and vehicles send JSON, and its members signed bids,
 * through the same routes as everyone else. After a stall it sends the last minute.
 *
 * <p>Properties: {@code ems.demo.enabled} (true or false); {@code ems.demo.speaks}, {@code direct} within this application or
 * {@code mqtt} by a broker; {@code ems.clock.resolution}, how often it looks at the clock, in milliseconds.
 */
@Singleton
public final class DemoFleetRoute extends RouteBuilder {

    public static final String SPEAKS = "ems.demo.speaks";
    public static final String BY_MQTT = "mqtt";
    /** Where its {@link Messages} go, followed by how it speaks. */
    public static final String READINGS = "direct:demo-readings-";

    public static final String STATUSES = "direct:demo-statuses-";

    private static final String DIRECTLY = "direct";
    private static final String CHOSEN = "{{" + SPEAKS + ":" + DIRECTLY + "}}";
    static final String DOOR = "demo-fleet";
    static final String SEND = "direct:demo-fleet";
    private static final int A_BODY = 500;

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
        EveryComponent.in(getContext());
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "the demonstration fleet could not send: ${exception.message}");

        from("every:demo-fleet?period={{ems.clock.resolution:250}}")
                .routeId("demo-fleet-timer")
                .description("Wakes the demonstration fleet as samples end")
                .autoStartup("{{ems.demo.enabled:false}}")
                .to(SEND);

        from(SEND)
                .routeId(DOOR)
                .description("Sends what the demonstration fleet measured in the samples that have ended")
                .process(exchange -> exchange.getMessage().setBody(clock.instant()))
                .split()
                .body(Instant.class, this::sentSince)
                .multicast()
                .to(READINGS + CHOSEN, STATUSES + CHOSEN, "direct:demo-bids");

        from(READINGS + DIRECTLY)
                .routeId("demo-readings")
                .description("Sends the fleet's meter readings as JSON")
                .split()
                .body(Messages.class, sent -> messages(sent, sent.readings(), ReadingMessages::json))
                .to(MeterReadingsRoute.PARSED);

        from(STATUSES + DIRECTLY)
                .routeId("demo-statuses")
                .description("Sends the fleet's vehicle reports as JSON")
                .split()
                .body(Messages.class, sent -> messages(sent, sent.statuses(), StatusMessages::json))
                .to(VehicleStatusRoute.PARSED);

        from("direct:demo-bids")
                .routeId("demo-bids")
                .description("Sends the bids that the fleet's members have signed, one a line")
                .split()
                .body(Messages.class, sent -> messages(sent, sent.bids(), bids -> String.join("\n", bids)))
                .to(BidsRoute.SIGNED);
    }

    /** Like any sender it keeps its messages while the doors are closed. */
    private List<Messages> sentSince(Instant now) {
        if (grids.closed().isPresent()) {
            return List.of();
        }
        return samples.upTo(now).stream()
                .map(end -> end.minus(MatchingPeriod.SAMPLE))
                .flatMap(start -> meters.ofSample(start).stream())
                .toList();
    }

    private <T> List<IncomingMessage> messages(Messages sent, List<T> all, Function<List<T>, String> json) {
        var grid = grids.find(sent.grid())
                .orElseThrow(() -> new IllegalStateException("grid " + sent.grid() + " is not open"));
        var receivedAt = grid.now();
        List<IncomingMessage> messages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += A_BODY) {
            var some = all.subList(from, Math.min(from + A_BODY, all.size()));
            messages.add(
                    new IncomingMessage(DOOR, grid, receivedAt, json.apply(some).getBytes(UTF_8)));
        }
        return messages;
    }
}
