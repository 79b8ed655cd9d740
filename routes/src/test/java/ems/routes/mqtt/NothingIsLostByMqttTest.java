package ems.routes.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JournalOnTest;

import static ems.routes.Grid.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the broker has acknowledged to a device is kept once, whoever is killed and whichever line is cut meanwhile. */
class NothingIsLostByMqttTest {

    private static final int A_SECOND = 1_500;
    private static final String TOPIC = "ems/harbour/meters/L1/readings";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void needsMosquitto() {
        Mosquitto.orSkip();
    }

    @Test
    void a_market_that_is_killed_once_has_each_message_once() {
        killingTheMarket(1_500, 1);
    }

    @Test
    @Tag("slow")
    void a_market_that_is_killed_three_times_has_each_message_once() {
        killingTheMarket(12_000, 3);
    }

    private void killingTheMarket(int messages, int kills) {
        try (var broker = Mosquitto.open(folder);
                var door = new MortalDoor(folder, broker.port())) {
            try (var device = new Device(vertx, broker.port(), "device")) {
                var blows = new Blows(messages, kills, door::dieAndComeBack);
                var acknowledged = publish(device, messages, blows);
                acknowledged.forEach(Device::join);
                blows.over();
                // the door takes messages in their order, and all before this one are kept when it is
                device.publish(TOPIC, "the end");
                door.awaitDeadLetter();
                door.close();
                assertThat(kept(door.database())).isEqualTo(messages);
                assertThat(JdbcDeadLetters.of(door.database(), Grid.ID).latest(10))
                        .extracting(letter -> letter.text())
                        .containsOnly("the end");
            }
        }
    }

    @Test
    void a_broker_that_is_killed_once_costs_nothing_that_it_had_acknowledged_and_handed_out() {
        killingTheBroker(1_500, 1);
    }

    @Test
    @Tag("slow")
    void nor_does_one_that_is_killed_three_times() {
        killingTheBroker(12_000, 3);
    }

    /** The device sends again what was not acknowledged, as one that has a memory does. */
    private void killingTheBroker(int messages, int kills) {
        try (var broker = Mosquitto.open(folder);
                var door = new DoorOnTest(broker.address()).connected()) {
            door.doors.clock.advance(Duration.ofDays(2));
            int sent = 0;
            for (int part = 0; part <= kills; part++) {
                int upTo = messages * (part + 1) / (kills + 1);
                try (var device = new Device(vertx, broker.port(), "device")) {
                    for (int number = sent; number < upTo; number++) {
                        device.publishing(TOPIC, reading(number), false);
                        pace(number - sent);
                    }
                    device.publish(TOPIC, reading(upTo - 1));
                }
                sent = upTo;
                long before = sent;
                Eventually.so("what was acknowledged is handed out", () -> distinct(door) >= before);
                if (part < kills) {
                    long connections = door.figures().reconnections();
                    broker.kill();
                    broker.startAgain();
                    Eventually.so(
                            "the door is back",
                            () -> door.figures().reconnections() > connections
                                    && door.figures().trouble().isEmpty());
                }
            }
            assertThat(distinct(door)).isEqualTo(messages);
            assertThat(door.doors.letters.count()).isZero();
        }
    }

    @Test
    void a_line_that_is_cut_while_messages_are_held_gives_them_again() throws IOException {
        try (var broker = Mosquitto.open(folder);
                var relay = new Relay(broker.port());
                var door = new DoorOnTest(BrokerAddress.parse("mqtt://127.0.0.1:" + relay.port())).connected();
                var device = new Device(vertx, broker.port(), "device")) {
            door.doors.clock.advance(Duration.ofDays(2));
            List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
            for (int number = 0; number < 900; number++) {
                acknowledged.add(device.publishing(TOPIC, reading(number), false));
                pace(number);
                if (number % 300 == 150) {
                    relay.cut();
                    relay.mend();
                }
            }
            acknowledged.forEach(Device::join);
            Eventually.so(
                    "all are kept",
                    () -> distinct(door) == 900 && door.figures().held() == 0);
            assertThat(door.figures().reconnections()).isPositive();
            assertThat(door.doors.letters.count()).isZero();
        }
    }

    /** As {@code max_inflight_messages 0} lets it: what the door cannot hold is asked for again, and none of it twice. */
    @Test
    void a_broker_that_waits_for_no_acknowledgement_is_drained_in_the_end() throws SQLException {
        int messages = 12_000;
        var blanks = " ".repeat(4_000);
        try (var broker = Mosquitto.with(folder, List.of("allow_anonymous true", "max_inflight_messages 0"));
                var door = new DoorOnTest(broker.address()).connected();
                var device = new Device(vertx, broker.port(), "device")) {
            door.doors.clock.advance(Duration.ofDays(2));
            door.closeDoor();
            List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
            for (int number = 0; number < messages; number++) {
                var large = new String(reading(number), UTF_8) + blanks;
                acknowledged.add(device.publishing(TOPIC, large.getBytes(UTF_8), false));
            }
            acknowledged.forEach(Device::join);
            run(door.database, "alter table reading_batch rename to batch_away");
            door.reopen();
            Eventually.so(
                    "it is too much at once",
                    () -> door.figures().trouble().orElse("").contains("as many messages as it can"));
            run(door.database, "alter table batch_away rename to reading_batch");
            Eventually.so(
                    "all are kept",
                    () -> distinct(door) == messages && door.figures().held() == 0);
            assertThat(door.figures().reconnections()).isPositive();
            assertThat(door.doors.letters.count()).isZero();
        }
    }

    @Test
    void a_database_that_fails_now_and_then_costs_nothing() {
        var database = Database.inMemory();
        var failing = new FailingNowAndThen(database);
        try (var broker = Mosquitto.open(folder);
                var door = new DoorOnTest(failing, broker.address(), BrokerLogin.anonymous("ems"), null).connected();
                var device = new Device(vertx, broker.port(), "device")) {
            door.doors.clock.advance(Duration.ofDays(2));
            failing.begin();
            for (int number = 0; number < 20; number++) {
                device.publish(TOPIC, new String(reading(number), UTF_8));
                long before = number + 1;
                Eventually.so(
                        "it is kept",
                        () -> kept(database) == before && door.figures().held() == 0);
            }
            failing.end();
            assertThat(failing.failures()).isPositive();
            assertThat(door.doors.letters.count()).isZero();
        }
    }

    @Test
    void while_only_the_table_of_readings_fails_readings_wait_and_become_no_dead_letters() throws SQLException {
        var database = Database.inMemory();
        var failing = new FailingNowAndThen(database);
        try (var broker = Mosquitto.open(folder);
                var door = new DoorOnTest(failing, broker.address(), BrokerLogin.anonymous("ems"), null).connected();
                var device = new Device(vertx, broker.port(), "device")) {
            door.doors.clock.advance(Duration.ofDays(2));
            run(database, "alter table reading_batch rename to batch_away");
            for (int number = 0; number < 5; number++) {
                device.publish(TOPIC, new String(reading(number), UTF_8));
            }
            int before = failing.asked();
            Eventually.so("it was tried often", () -> failing.asked() > before + 30);
            assertThat(door.figures().held()).isEqualTo(5);
            run(database, "alter table batch_away rename to reading_batch");
            Eventually.so(
                    "all are kept", () -> kept(database) == 5 && door.figures().held() == 0);
            assertThat(door.doors.letters.count()).isZero();
        }
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<CompletableFuture<Void>> publish(Device device, int messages, Blows blows) {
        List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
        for (int number = 0; number < messages; number++) {
            acknowledged.add(device.publishing(TOPIC, reading(number), false));
            blows.at(number);
            pace(number);
        }
        return acknowledged;
    }

    /** Fifteen hundred a second, in tenths of a second. */
    private static void pace(int number) {
        if (number % (A_SECOND / 10) == 0) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static byte[] reading(int number) {
        return ("{\"meter\":\"L1\",\"at\":\"" + NOON.plusSeconds(10L * number)
                        + "\",\"production_w\":0,\"consumption_w\":" + number % 1_000 + "}")
                .getBytes(UTF_8);
    }

    private static long distinct(DoorOnTest door) {
        return kept(door.database);
    }

    private static long kept(DataSource database) {
        var readings = JournalOnTest.readings(database, Grid.ID);
        assertThat(readings).as("each once").doesNotHaveDuplicates();
        return readings.size();
    }

    /** Blows that fall while messages are on their way, each on a thread of its own. */
    private static final class Blows {

        private final int apart;
        private final int kills;
        private final Runnable blow;
        private final List<CompletableFuture<Void>> fallen = new ArrayList<>();

        Blows(int messages, int kills, Runnable blow) {
            this.apart = messages / (kills + 1);
            this.kills = kills;
            this.blow = blow;
        }

        void at(int number) {
            if (number > 0 && number % apart == 0 && fallen.size() < kills) {
                var before = fallen.isEmpty()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : fallen.get(fallen.size() - 1);
                fallen.add(before.thenRunAsync(blow));
            }
        }

        void over() {
            assertThat(fallen).hasSize(kills);
            fallen.forEach(CompletableFuture::join);
        }
    }
}
