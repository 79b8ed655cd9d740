package ems.processes.mqtt;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.telemetry.DeadLetters;
import ems.processes.Database;
import ems.routes.telemetry.OpenGrids;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A setting that would leave all wired devices unheard ends the start. */
class MqttLinkTest {

    @Test
    void a_grid_of_wired_devices_that_is_not_open_is_refused_by_name(@TempDir Path wiring) {
        var nowhere = (DeadLetters) Proxy.newProxyInstance(
                DeadLetters.class.getClassLoader(), new Class<?>[] {DeadLetters.class}, (proxy, method, given) -> {
                    throw new AssertionError("nothing is refused");
                });
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "ems.mqtt.url", "mqtt://127.0.0.1:1",
                                "ems.mqtt.grid", "dmeo",
                                "ems.mqtt.wiring", wiring.toString()),
                        "test",
                        100))
                .build();
        var vertx = Vertx.vertx();
        try {
            var link = new MqttLink(
                    vertx,
                    new DefaultCamelContext(),
                    new OpenGrids(nowhere),
                    Clock.systemUTC(),
                    Database.inMemory(),
                    new MqttSettings(config),
                    new MqttState(new SimpleMeterRegistry()));
            assertThatThrownBy(link::open)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ems.mqtt.grid: 'dmeo' is no open grid");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
