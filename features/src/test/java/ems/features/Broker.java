package ems.features;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The broker beside the market that the scenarios talk to. */
public final class Broker {

    private static final Duration KEPT_WITHIN = Duration.ofSeconds(20);
    private static final Pattern FIGURE = Pattern.compile("(?m)^(ems_mqtt_\\w+)(?:\\{[^}]*})? ([0-9.E+]+)$");

    private static Optional<Broker> running = Optional.empty();

    private final Vertx vertx = Vertx.vertx();
    private final Mosquitto mosquitto;
    private boolean down;

    private Broker(Mosquitto mosquitto) {
        this.mosquitto = mosquitto;
    }

    /** Empty where none is installed. */
    static synchronized Optional<String> start() {
        running = Mosquitto.isInstalled() ? Optional.of(new Broker(Mosquitto.start())) : Optional.empty();
        return running.map(broker -> broker.mosquitto.url());
    }

    static synchronized void stop() {
        running.ifPresent(broker -> {
            broker.vertx.close();
            broker.mosquitto.close();
        });
        running = Optional.empty();
    }

    /** The scenario is skipped where none is installed, but not on a build server. */
    public static synchronized Broker orSkip() {
        Mosquitto.orSkip();
        return running.orElseThrow();
    }

    /** It is killed, and takes nothing until it comes back. */
    public void breakDown() {
        mosquitto.kill();
        down = true;
    }

    public void comeBack() {
        if (down) {
            mosquitto.startAgain();
            down = false;
        }
    }

    boolean isDown() {
        return down;
    }

    /** Returns once the market has kept or refused it. */
    public void publish(String topic, String message) {
        publish(List.of(new Message(topic, message)));
    }

    /** What a device publishes. */
    record Message(String topic, String payload) {}

    /** In their order; returns once the market has kept or refused them. */
    void publish(List<Message> messages) {
        Patience.until(
                "the market at the broker",
                KEPT_WITHIN,
                () -> figure("ems_mqtt_connected") == 1 ? Optional.of(messages) : Optional.empty());
        double before = figure("ems_mqtt_messages_total");
        try (var device = MqttDevice.connect(vertx, mosquitto.port())) {
            messages.stream()
                    .map(message ->
                            device.publish(message.topic(), message.payload().getBytes(UTF_8)))
                    .toList()
                    .forEach(MqttDevice::await);
        }
        Patience.until(
                "what was published",
                KEPT_WITHIN,
                () -> figure("ems_mqtt_messages_total") >= before + messages.size() && figure("ems_mqtt_held") == 0
                        ? Optional.of(messages)
                        : Optional.empty());
    }

    private static double figure(String name) {
        return FIGURE.matcher(Doors.get("/q/metrics").body())
                .results()
                .filter(line -> line.group(1).equals(name))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .findFirst()
                .orElse(-1);
    }
}
