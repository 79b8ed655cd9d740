package ems.processes.mqtt;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import ems.routes.mqtt.MqttDoor;
import ems.routes.mqtt.MqttFigures;
import ems.routes.mqtt.MqttFleet;

/**
 * How the door for MQTT stands.
 *
 * <p>Figures: {@code ems_mqtt_connected} (1 or 0; not a number without a broker), {@code ems_mqtt_messages_total}, {@code
 * ems_mqtt_refused_total}, {@code ems_mqtt_reconnections_total}, {@code ems_mqtt_held} and {@code ems_mqtt_lag_seconds}.
 */
@Singleton
public class MqttState {

    private static final double MILLISECONDS_A_SECOND = 1_000;

    private final MeterRegistry meters;
    private volatile Optional<MqttDoor> door = Optional.empty();
    private volatile Optional<MqttFleet> fleet = Optional.empty();

    MqttState(MeterRegistry meters) {
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        gauge("ems.mqtt.connected", now -> now.trouble().isEmpty() ? 1 : 0);
        gauge("ems.mqtt.held", MqttFigures::held);
        gauge("ems.mqtt.lag.seconds", now -> now.lag().toMillis() / MILLISECONDS_A_SECOND);
        counter("ems.mqtt.messages", MqttFigures::messages);
        counter("ems.mqtt.refused", MqttFigures::refused);
        counter("ems.mqtt.reconnections", MqttFigures::reconnections);
    }

    private void gauge(String name, ToDoubleFunction<MqttFigures> figure) {
        Gauge.builder(name, this, state -> state.value(figure, Double.NaN)).register(meters);
    }

    private void counter(String name, ToDoubleFunction<MqttFigures> figure) {
        FunctionCounter.builder(name, this, state -> state.value(figure, 0)).register(meters);
    }

    private double value(ToDoubleFunction<MqttFigures> figure, double none) {
        return figures().map(figure::applyAsDouble).orElse(none);
    }

    void opened(MqttDoor opened) {
        door = Optional.of(opened);
    }

    void publishes(MqttFleet simulated) {
        fleet = Optional.of(simulated);
    }

    /** Empty: the market has no broker. */
    Optional<MqttFigures> figures() {
        return door.map(MqttDoor::figures);
    }

    /** The simulated fleet falls silent before the door closes. */
    void close(@Observes ShutdownEvent end) {
        fleet.ifPresent(MqttFleet::close);
        door.ifPresent(MqttDoor::close);
    }
}
