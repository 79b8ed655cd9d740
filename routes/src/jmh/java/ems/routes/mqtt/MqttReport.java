package ems.routes.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.vertx.core.Vertx;

import ems.market.fixture.Machine;
import ems.routes.Grid;
import ems.routes.benchmark.Child;
import ems.routes.benchmark.Spent;

/**
 * What the door for MQTT takes in: a queue that a real Mosquitto has filled while nobody listened, beside Mosquitto's own client; and a
 * minute of 10,000 homes.
 */
final class MqttReport {

    private static final int MESSAGES = Homes.MANY * Homes.READINGS_A_PERIOD;
    private static final int WARM_UP_ROUNDS = 1;
    private static final int ROUNDS = 3;
    private static final int A_SECOND = 1_000;
    private static final long PERIOD_SECONDS = 60;

    private final Machine machine = new Machine();
    private final Mosquitto broker;
    private final Child publisher;
    private final MosquittoSub limit;
    private final WholeDoor door;
    private final List<Contestant> contestants;
    private final Map<Contestant, List<Spent>> drained = new LinkedHashMap<>();
    private Instant period = Grid.NOON;
    private long published;

    private MqttReport(Mosquitto broker, Child publisher, WholeDoor door, Vertx vertx) {
        this.broker = broker;
        this.publisher = publisher;
        this.limit = new MosquittoSub(broker.port(), "limit");
        this.door = door;
        this.contestants = new ArrayList<>(List.of(limit, new BareClient(vertx, broker.address()), door));
        contestants.forEach(each -> drained.put(each, new ArrayList<>()));
    }

    public static void main(String[] words) throws IOException {
        var vertx = Vertx.vertx();
        var folder = Files.createTempDirectory("mqtt-benchmark");
        try (var broker = Mosquitto.with(
                        folder,
                        // what it writes down for its own sake is not measured
                        List.of("allow_anonymous true", "autosave_interval 0", "max_queued_messages " + 2 * MESSAGES));
                var door = new WholeDoor(folder.resolve("market"), broker.address());
                var publisher = Child.start(Publisher.class, Integer.toString(broker.port()))) {
            var report = new MqttReport(broker, publisher, door, vertx);
            var text = report.measured();
            Files.writeString(Files.createDirectories(Path.of("benchmarks")).resolve("mqtt.txt"), text);
            System.out.println(text);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private String measured() throws IOException {
        contestants.forEach(Contestant::subscribe);
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            publish(0);
            requireAcknowledged(publisher.answer());
            for (Contestant each : contestants) {
                var spent = each.drain(MESSAGES);
                if (round >= 0) {
                    drained.get(each).add(spent);
                }
            }
            Collections.rotate(contestants, 1);
            door.requireKept(published);
            period = period.plusSeconds(PERIOD_SECONDS);
        }
        var text = new StringBuilder(machine.under("The door for MQTT beside mosquitto_sub: ./ems benchmark mqtt"));
        text.append(queue());
        text.append(minute());
        return text.toString();
    }

    /** The readings of the period are on their way; the market's clock shows its end. */
    private void publish(int rate) {
        door.clockShows(period.plusSeconds(PERIOD_SECONDS));
        publisher.order(period + " " + rate);
        published += MESSAGES;
    }

    private static void requireAcknowledged(String count) {
        if (!count.equals(Integer.toString(MESSAGES))) {
            throw new IllegalStateException("the broker acknowledged " + count + " of " + MESSAGES + " messages");
        }
    }

    private String queue() {
        var text = new StringBuilder(String.format(Locale.ROOT, """

                %,d readings of %,d homes, %d bytes each, QoS 1, which %s has queued for a persistent session; each has its own session and
                drains it alone, %d rounds in turn after %d, medians. CPU of the client's process, not of the broker's.

                %-84s %10s %7s %9s %14s
                """, MESSAGES, Homes.MANY, Homes.reading(1_234, period).length, broker.version(), ROUNDS, WARM_UP_ROUNDS, "",
                "messages/s", "CPU s", "us each", "of the limit"));
        double most = rate(limit);
        drained.forEach((each, times) -> text.append(String.format(
                Locale.ROOT,
                "%-84s %,10.0f %7.2f %9.1f %13.2fx%n",
                each.name(),
                rate(each),
                Spent.median(times, Spent::cpu),
                Spent.median(times, Spent::cpu) / MESSAGES * 1e6,
                rate(each) / most)));
        return text.toString();
    }

    private double rate(Contestant each) {
        return MESSAGES / Spent.median(drained.get(each), Spent::wall);
    }

    /** At the same time, mosquitto_sub receives the same. */
    private String minute() {
        door.open();
        var beside = limit.started("-C " + MESSAGES);
        var start = Spent.now();
        publish(A_SECOND);
        requireAcknowledged(publisher.answer());
        door.await(published);
        var spent = Spent.now().since(start);
        var figures = door.figures();
        door.requireKept(published);
        door.shut();
        var least = MosquittoSub.ended(beside);
        return String.format(
                Locale.ROOT,
                """

                %,d homes that report every 10 s: %,d messages a second for %.1f s
                  %,d acknowledged to the publisher, %,d received, %,d kept, %d refused, %d reconnections
                  the whole door used %.1f %% of one core; mosquitto_sub, which received the same, %.1f %%
                """,
                Homes.MANY,
                A_SECOND,
                spent.wall() / 1e9,
                MESSAGES,
                figures.messages(),
                MESSAGES,
                figures.refused(),
                figures.reconnections(),
                100.0 * spent.cpu() / spent.wall(),
                100.0 * least.cpu() / least.wall());
    }

}
