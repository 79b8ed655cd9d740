package ems.processes.mqtt;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetters;
import ems.processes.Database;
import ems.processes.grid.ChargerTableFile;
import ems.routes.mqtt.MqttFigures;
import ems.routes.mqtt.Unheard;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.telemetry.OpenGrids;
import ems.routes.wiring.SilentRow;
import ems.routes.wiring.WiringTable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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
                    new MqttState(new SimpleMeterRegistry()),
                    new ChargerTableFile(Optional.empty(), Optional.empty()));
            assertThatThrownBy(link::open)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ems.mqtt.grid: 'dmeo' is no open grid");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void a_car_that_a_charger_and_a_row_tell_of_is_named() {
        var chargers = ChargerTable.of(
                "chargers.csv",
                (String.join(",", ChargerTable.HEADS) + "\nCP1,1,demo,EV1,1,6,16,3.7,no,,,cp1.example\n"
                                + "CP2,1,demo,EV2,1,6,16,3.7,no,,,cp2.example\n# end\n")
                        .getBytes(UTF_8));
        var wiring = WiringTable.parse(
                "wiring.csv",
                ("topic,pointer,unit,tells,part,member,stale after (s)\n"
                                + "evcc/connected,,yes/no,plugged in,,EV1,60\n# end\n")
                        .getBytes(UTF_8));
        assertThat(MqttLink.toldTwice(wiring, chargers, new GridId("demo")))
                .containsExactly(
                        "vehicle EV1 is told of twice, by CP1 connector 1 and by row 2 of the wiring table: take one of"
                                + " the two out, or their reports contradict each other");
        assertThat(MqttLink.toldTwice(wiring, chargers, new GridId("other"))).isEmpty();
    }

    private static MqttFigures figures(Optional<String> trouble) {
        var row = new SilentRow(9, "evcc/site/gridPower", "", Instant.EPOCH, false);
        var unheard = new Unheard(Map.of(), List.of(row));
        return new MqttFigures(
                "mqtt://b", trouble, 0, 0, 0, 0, 0, Duration.ZERO, unheard, Optional.of("v"), Optional.empty());
    }

    @Test
    void a_row_that_tells_nothing_is_a_notice_while_the_broker_is_reached() {
        assertThat(MqttLink.silent(figures(Optional.empty())))
                .hasValueSatisfying(notice -> assertThat(notice.reason())
                        .isEqualTo(
                                "rows of the wiring table tell nothing: row 9 (evcc/site/gridPower) has heard nothing since "
                                        + "1970-01-01T00:00:00Z"));
        assertThat(MqttLink.silent(figures(Optional.of("down")))).isEmpty();
    }
}
