package ems.processes.mqtt;

import java.nio.file.Path;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import ems.market.party.GridId;
import ems.routes.mqtt.BrokerAddress;
import ems.routes.mqtt.BrokerLogin;
import ems.routes.telemetry.DemoFleetRoute;

/** What is configured of a broker and its devices. */
@Singleton
class MqttSettings {

    private final Config config;

    MqttSettings(Config config) {
        this.config = config;
    }

    /** Empty: the market has no broker. */
    Optional<BrokerAddress> broker() {
        return setting("ems.mqtt.url").map(BrokerAddress::parse);
    }

    BrokerLogin login() {
        return MqttLogin.of(this::setting, client());
    }

    /** At the same broker, and beside the market. */
    BrokerLogin loginOfFleet() {
        return MqttLogin.of(this::setting, client() + "-fleet");
    }

    /** The grid whose members the wiring table names. */
    GridId grid() {
        return new GridId(setting("ems.mqtt.grid").orElse("demo"));
    }

    /** Testers open grids while the market runs. */
    boolean gridMayOpenLater() {
        return setting("ems.sandbox").filter("true"::equals).isPresent();
    }

    /** Folder of the wiring table. */
    Optional<Path> wiring() {
        return setting("ems.mqtt.wiring").map(Path::of);
    }

    /** Whether the simulated fleet publishes at the broker. */
    boolean fleetPublishes() {
        return setting(DemoFleetRoute.SPEAKS)
                .filter(DemoFleetRoute.BY_MQTT::equals)
                .isPresent();
    }

    private String client() {
        return setting("ems.mqtt.client").orElse("ems");
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
