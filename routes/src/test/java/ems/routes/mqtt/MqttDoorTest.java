package ems.routes.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.mqtt.MqttClientOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.quantity.Energy;
import ems.market.quantity.MeteredEnergy;
import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.wiring.WiringFile;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What devices publish at a real broker comes in by the same checks as by HTTP, and is acknowledged once it is kept. */
class MqttDoorTest {

    private static final String READINGS = "ems/harbour/meters/L1/readings";
    private static final String STATUS = "ems/harbour/vehicles/EV1/status";

    @TempDir
    Path folder;

    private Mosquitto broker;
    private DoorOnTest door;
    private Device device;

    @BeforeEach
    void open() throws IOException {
        Mosquitto.orSkip();
        broker = Mosquitto.open(folder);
        Files.createDirectory(folder.resolve("wiring"));
        wire("tele/+/SENSOR,/ENERGY/Power,W,consumption,,{1},35");
        door = new DoorOnTest(
                        Database.inMemory(), broker.address(), BrokerLogin.anonymous("ems"), folder.resolve("wiring"))
                .connected();
        device = new Device(door.vertx, broker.port(), "device");
    }

    @AfterEach
    void close() {
        if (door != null) {
            device.close();
            door.close();
            broker.close();
        }
    }

    @Test
    void a_meter_s_readings_are_kept_by_its_own_topic() {
        device.publish(READINGS, reading("L1", 0, 500));
        awaitMessages(1);
        assertThat(door.doors.telemetry.metered(L1, NOON))
                .contains(new MeteredEnergy(Energy.ZERO, new Energy(5_000_000)));
        assertThat(door.doors.reasons()).isEmpty();
    }

    @Test
    void a_car_s_report_is_kept_by_its_own_topic() {
        device.publish(STATUS, "{\"vehicle\":\"EV1\",\"at\":\"" + NOON + "\",\"plugged_in\":true,\"soc_percent\":50}");
        awaitMessages(1);
        assertThat(isPluggedIn()).isTrue();
    }

    @Test
    void a_topic_tells_of_its_own_member_only() {
        device.publish(READINGS, reading("Z0", 0, 500));
        awaitMessages(1);
        assertThat(door.doors.reasons())
                .containsExactly("topic ems/harbour/meters/L1/readings: its sender does not speak for prosumer:Z0:"
                        + " send it with a token or certificate of that party");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ems/harbour/meters/L1/readings|{\"meter\":\"L1\"|topic ems/harbour/meters/L1/readings: the message is cut off after 13 bytes",
                "ems/harbour/meters/L1/readings|NaN|topic ems/harbour/meters/L1/readings: the message is neither an object nor a list",
                "ems/harbour/meters/L1/readings|``|topic ems/harbour/meters/L1/readings: the message is empty",
                "ems/harbour/vehicles/EV1/online|perhaps|topic ems/harbour/vehicles/EV1/online: 'perhaps' is neither true nor false",
                "ems/harbour/meters/.L1/readings|{}|topic ems/harbour/meters/.L1/readings: '.L1' is not a prosumer id",
                "tele/L1/SENSOR|{\"ENERGY\":{\"Power\":NaN}}|topic tele/L1/SENSOR: 'NaN' is no number of W",
                "tele/L1/SENSOR|{\"ENERGY\":|topic tele/L1/SENSOR: the message is not JSON",
                "tele/L 1/SENSOR|{\"ENERGY\":{\"Power\":1}}|topic tele/L 1/SENSOR: 'L 1' is not a prosumer id",
            })
    void poison_becomes_a_dead_letter_with_its_topic_and_does_not_come_back(
            String topic, String payload, String reason) {
        device.publish(topic, payload);
        awaitRefusals(1);
        assertThat(door.doors.letters.latest(1)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).startsWith(reason);
            assertThat(letter.text()).isEqualTo(payload);
            assertThat(letter.door()).isEqualTo("mqtt");
        });
        door.closeDoor();
        door.reopen();
        door.connected();
        device.publish(READINGS, reading("L1", 0, 500));
        awaitMessages(1);
        assertThat(door.doors.letters.count()).isEqualTo(1);
    }

    @Test
    void a_grid_that_is_not_open_is_named() {
        device.publish("ems/nowhere/meters/L1/readings", reading("L1", 0, 500));
        awaitRefusals(1);
        assertThat(door.doors.ofNoGrid.latest(1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).endsWith("grid 'nowhere' is not open"));
    }

    @Test
    void a_message_above_64_kilobytes_is_refused_and_not_kept_in_memory() {
        device.publish(READINGS, " ".repeat(65_537).getBytes());
        awaitRefusals(1);
        assertThat(door.doors.reasons())
                .containsExactly("topic ems/harbour/meters/L1/readings: 65537 bytes are above 65536 bytes");
    }

    @Test
    void a_message_that_cannot_even_be_read_costs_the_session_once() {
        device.publish(READINGS, new byte[17 << 20]);
        Eventually.so("the loss is written down", () -> door.doors.ofNoGrid.count() > 0);
        assertThat(door.doors.ofNoGrid.latest(1).get(0).reason()).startsWith("a message longer than 16777216 bytes");
        door.connected();
        device.publish(READINGS, reading("L1", 0, 500));
        awaitMessages(1);
        assertThat(door.doors.telemetry.has(L1, NOON)).isTrue();
        assertThat(door.doors.ofNoGrid.count()).isEqualTo(1);
    }

    @Test
    void what_is_retained_is_never_a_reading() {
        door.closeDoor();
        device.retain(READINGS, reading("L1", 0, 500));
        device.retain("tele/L1/SENSOR", "{\"ENERGY\":{\"Power\":100}}");
        door.reopenAs("another");
        Eventually.so(
                "both came",
                () -> door.figures().retained() >= 2 && door.figures().held() == 0);
        pass(10);
        device.publish(READINGS, reading("L1", 10, 500));
        Eventually.so("the next one is kept", () -> door.doors.telemetry.has(L1, NOON.plusSeconds(10)));
        pass(20);
        device.publish(READINGS, reading("L1", 20, 500));
        Eventually.so("time has passed", () -> door.doors.telemetry.has(L1, NOON.plusSeconds(20)));
        assertThat(door.doors.telemetry.has(L1, NOON)).isFalse();
        assertThat(door.doors.letters.count()).isZero();
    }

    @Test
    void a_wired_device_makes_a_reading_as_ten_seconds_end() {
        device.publish("tele/L1/SENSOR", "{\"ENERGY\":{\"Power\":120}}");
        awaitMessages(1);
        pass(10);
        Eventually.so("the reading is kept", () -> door.doors.telemetry.has(L1, NOON));
        assertThat(door.doors.telemetry.metered(L1, NOON))
                .contains(new MeteredEnergy(Energy.ZERO, new Energy(1_200_000)));
    }

    @Test
    void another_table_takes_effect_while_the_door_is_open() throws IOException {
        var before = door.figures().wiring();
        wire("plugs/+/power,,kW,consumption,,{1},35");
        Eventually.so("the table is another one", () -> !door.figures().wiring().equals(before));
        Eventually.so("the broker gives the new topic", () -> {
            device.publish("plugs/L1/power", "0.25");
            return door.figures().messages() > 0;
        });
        pass(10);
        device.publish("plugs/L1/power", "0.25");
        pass(10);
        Eventually.so("the reading is kept", () -> door.doors.telemetry.has(L1, NOON.plusSeconds(10)));
    }

    @Test
    void a_bad_table_changes_nothing_and_is_shown() throws IOException {
        var before = door.figures().wiring();
        wire("plugs/+/power,,Watt,consumption,,{1},35");
        Eventually.so("the refusal shows", () -> door.figures().wiringRefusal().isPresent());
        assertThat(door.figures().wiring()).isEqualTo(before);
        device.publish("tele/L1/SENSOR", "{\"ENERGY\":{\"Power\":120}}");
        awaitMessages(1);
    }

    @Test
    void a_car_whose_device_dies_is_away_by_its_last_will() {
        device.publish(STATUS, "{\"vehicle\":\"EV1\",\"at\":\"" + NOON + "\",\"plugged_in\":true}");
        awaitMessages(1);
        try (var relay = new Relay(broker.port())) {
            var dying = new Device(
                    door.vertx,
                    relay.port(),
                    new MqttClientOptions()
                            .setClientId("car")
                            .setWillFlag(true)
                            .setWillTopic("ems/harbour/vehicles/EV1/online")
                            .setWillMessageBytes(io.vertx.core.buffer.Buffer.buffer("false"))
                            .setWillQoS(1));
            dying.publish("ems/harbour/vehicles/EV1/online", "true");
            awaitMessages(2);
            assertThat(door.figures().away().gone()).isEmpty();
            door.doors.clock.advance(Duration.ofSeconds(5));
            relay.cut();
            awaitMessages(3);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(door.figures().away().gone()).containsEntry(Grid.ID, Map.of("vehicle:EV1", NOON.plusSeconds(5)));
        assertThat(isPluggedIn()).isFalse();
    }

    @Test
    void a_home_whose_device_dies_shows_as_away_and_reports_nothing() {
        device.publish("ems/harbour/meters/L1/online", "offline");
        awaitMessages(1);
        assertThat(door.figures().away().gone().get(Grid.ID)).containsOnlyKeys("prosumer:L1");
        device.publish("ems/harbour/meters/L1/online", "online");
        awaitMessages(2);
        assertThat(door.figures().away().gone()).isEmpty();
    }

    @Test
    void a_report_of_a_member_says_that_it_is_here_again() {
        device.publish("ems/harbour/meters/L1/online", "offline");
        awaitMessages(1);
        assertThat(door.figures().away().gone()).isNotEmpty();
        device.publish(READINGS, reading("L1", 0, 500));
        awaitMessages(2);
        assertThat(door.figures().away().gone()).isEmpty();
    }

    @Test
    void nobody_who_is_no_member_is_away() {
        device.publish("ems/harbour/vehicles/EV99/online", "false");
        awaitRefusals(1);
        assertThat(door.figures().away().gone()).isEmpty();
        assertThat(door.doors.reasons())
                .containsExactly("topic ems/harbour/vehicles/EV99/online: vehicle:EV99 is not a member of the grid");
    }

    @Test
    void nothing_is_acknowledged_while_the_doors_are_closed() {
        var reason = new AtomicReference<>(Optional.of("the disk is full"));
        door.doors.grids.closeWhile(reason::get);
        device.publish(READINGS, reading("L1", 0, 500));
        Eventually.so("it waits", () -> door.figures().held() == 1);
        door.closeDoor();
        assertThat(door.doors.telemetry.has(L1, NOON)).isFalse();
        reason.set(Optional.empty());
        door.reopen();
        Eventually.so("it came again", () -> door.doors.telemetry.has(L1, NOON));
    }

    @Test
    void a_repeat_is_taken_once() {
        device.publish(READINGS, reading("L1", 0, 500));
        device.publish(READINGS, reading("L1", 0, 500));
        awaitMessages(2);
        assertThat(door.doors.letters.count()).isZero();
        assertThat(door.figures().refused()).isZero();
    }

    private void wire(String row) throws IOException {
        Files.writeString(
                folder.resolve("wiring").resolve(WiringFile.NAME),
                "topic,pointer,unit,tells,part,member,stale after (s)\n" + row + "\n# end\n");
    }

    /** So many came in, and all are kept or refused. */
    private void awaitMessages(long count) {
        Eventually.so(
                count + " messages are kept",
                () -> door.figures().messages() >= count && door.figures().held() == 0);
    }

    private void awaitRefusals(long count) {
        Eventually.so(
                count + " are refused",
                () -> door.figures().refused() >= count && door.figures().held() == 0);
    }

    private void pass(long seconds) {
        door.doors.clock.advance(Duration.ofSeconds(seconds));
    }

    private boolean isPluggedIn() {
        return door.doors.telemetry.pluggedIn(EV1, NOON.plusSeconds(60));
    }

    private static String reading(String home, int second, int watts) {
        return "{\"meter\":\"" + home + "\",\"at\":\"" + NOON.plusSeconds(second)
                + "\",\"production_w\":0,\"consumption_w\":" + watts + "}";
    }
}
