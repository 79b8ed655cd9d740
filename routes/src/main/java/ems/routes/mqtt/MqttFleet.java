package ems.routes.mqtt;

import java.util.List;

import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

import ems.routes.telemetry.DemoFleetRoute;
import ems.routes.telemetry.DemoMeters.Messages;
import ems.routes.telemetry.ReadingMessages;
import ems.routes.telemetry.StatusMessages;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Lets the simulated fleet publish at the broker as devices would, each member by its own topic. What it measures while the broker
 * is away is lost, as with devices that remember nothing.
 */
public final class MqttFleet implements AutoCloseable {

    private final BrokerLine line;

    private MqttFleet(BrokerLine line) {
        this.line = line;
    }

    /** Begins to publish for the fleet of that context. */
    public static MqttFleet in(CamelContext camel, Vertx vertx, BrokerAddress address, BrokerLogin login) {
        var fleet = new MqttFleet(new BrokerLine(vertx, address, login, List::of, new HearsNothing()));
        try {
            // not a class of routes: those, the application would start by itself
            RouteBuilder.addRoutes(camel, fleet::define);
        } catch (Exception e) {
            throw new IllegalStateException("the simulated fleet cannot publish", e);
        }
        fleet.line.begin();
        return fleet;
    }

    private void define(RouteBuilder routes) {
        routes.from(DemoFleetRoute.READINGS + DemoFleetRoute.BY_MQTT)
                .routeId("demo-readings-mqtt")
                .description("Publishes the fleet's meter readings at the MQTT broker")
                .process(exchange -> readings(exchange.getMessage().getBody(Messages.class)));

        routes.from(DemoFleetRoute.STATUSES + DemoFleetRoute.BY_MQTT)
                .routeId("demo-statuses-mqtt")
                .description("Publishes the fleet's vehicle reports at the MQTT broker")
                .process(exchange -> statuses(exchange.getMessage().getBody(Messages.class)));
    }

    private void readings(Messages sent) {
        sent.readings()
                .forEach(reading -> line.publish(
                        OwnTopic.readings(sent.grid(), reading.prosumer()),
                        ReadingMessages.json(List.of(reading)).getBytes(UTF_8)));
    }

    private void statuses(Messages sent) {
        sent.statuses()
                .forEach(status -> line.publish(
                        OwnTopic.status(sent.grid(), status.vehicle()),
                        StatusMessages.json(List.of(status)).getBytes(UTF_8)));
    }

    @Override
    public void close() {
        line.end();
    }

    private static final class HearsNothing implements BrokerLine.Listener {

        @Override
        public void connected(boolean kept) {}

        @Override
        public void broken() {}

        @Override
        public void arrived(MqttPublishMessage message) {
            throw new IllegalStateException("the fleet subscribes to nothing");
        }

        @Override
        public void gaveUp(String reason) {}

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
