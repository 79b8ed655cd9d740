package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.features.Mosquitto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A market and its broker are killed three times each while a device publishes 12,000 readings. Each reading that the broker has
 * acknowledged, and written down or handed out, is in the market's inbox, once. What the markets said is in {@code target/killed-at-a-broker.log}.
 *
 * <p>Which readings a broker that is killed had written down, the time of its file says: it takes nothing while it writes.
 */
@Tag("slow")
class KilledAtABrokerTest {

    private static final Path LOG = Path.of("target", "killed-at-a-broker.log").toAbsolutePath();
    private static final List<String> HOMES = List.of("L1", "L2", "L3", "R2", "Z0");
    private static final int MESSAGES = 12_000;
    private static final int ROUNDS = 3;
    private static final int A_ROUND = MESSAGES / ROUNDS;
    private static final int FIRST_BLOW = 1_000;
    private static final int SECOND_BLOW = 2_500;
    private static final int A_BODY = 400;

    @TempDir
    Path folder;

    /** Of a day ago: late, so that the market keeps them in whatever order they come. */
    private final Instant first = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);

    private final List<Loss> losses = new ArrayList<>();
    private MortalMarket market;

    /**
     * A kill of the broker.
     *
     * @param saved when it had last written down what it keeps
     * @param back when it ran again
     */
    private record Loss(Instant saved, Instant back) {

        /** Whether what was acknowledged then may be gone. */
        boolean mayCost(Instant acknowledged) {
            return !acknowledged.isBefore(saved) && acknowledged.isBefore(back);
        }
    }

    @Test
    void what_the_broker_kept_is_in_the_inbox_once() throws Exception {
        Mosquitto.orSkip();
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        try (var broker = Mosquitto.start();
                var device = new RememberingDevice(broker.port(), KilledAtABrokerTest::topic, this::reading)) {
            start(broker);
            connected();
            for (int round = 0; round < ROUNDS; round++) {
                int before = device.published();
                device.publish(round * A_ROUND, (round + 1) * A_ROUND);
                device.awaitPublished(before + FIRST_BLOW);
                strike(broker, round % 2 == 0);
                device.awaitPublished(before + SECOND_BLOW);
                strike(broker, round % 2 != 0);
                device.awaitAcknowledged((round + 1) * A_ROUND);
                connected();
            }
            drained(broker);
            judge(device.acknowledged());
            market.stop();
        } finally {
            if (market != null) {
                market.close();
            }
        }
        assertThat(losses).hasSize(ROUNDS);
    }

    private void start(Mosquitto broker) throws IOException {
        market = MortalMarket.start(
                folder.resolve("data"), LOG, 1, Map.of("ems.mqtt.url", broker.url(), "ems.demo.enabled", "false"));
    }

    private void strike(Mosquitto broker, boolean theMarket) throws Exception {
        if (theMarket) {
            market.kill();
            start(broker);
        } else {
            broker.kill();
            var saved = broker.lastSaved();
            broker.startAgain();
            losses.add(new Loss(saved, Instant.now()));
        }
    }

    private void connected() throws Exception {
        market.awaitSight("it is at the broker", () -> market.doors().figure("ems_mqtt_connected") == 1);
    }

    /** The broker hands messages out in the order in which they came. */
    private void drained(Mosquitto broker) throws Exception {
        try (var last = new RememberingDevice(broker.port(), number -> topic(0), number -> "the end".getBytes(UTF_8))) {
            last.publish(0, 1);
            last.awaitAcknowledged(1);
        }
        market.awaitSight(
                "it has refused what is no reading, and holds nothing",
                () -> market.doors().figure("ems_mqtt_refused_total") > 0
                        && market.doors().figure("ems_mqtt_held") == 0);
    }

    /** The market itself says which readings it has: it drops repeats. */
    private void judge(Map<Integer, Instant> acknowledged) throws Exception {
        assertThat(acknowledged).hasSize(MESSAGES);
        Set<Integer> kept = new HashSet<>(acknowledged.keySet());
        kept.removeIf(number -> losses.stream().anyMatch(loss -> loss.mayCost(acknowledged.get(number))));
        Set<Integer> doubtful = new HashSet<>(acknowledged.keySet());
        doubtful.removeAll(kept);
        assertThat(kept).as("readings that no kill of the broker can cost").hasSizeGreaterThan(MESSAGES / 2);
        var answer = told(kept);
        assertThat(answer.lost()).as("of %s", kept.size()).isZero();
        assertThat(answer.repeated()).isEqualTo(kept.size());
        assertThat(answer.refused()).isZero();
        var perhaps = told(doubtful);
        assertThat(perhaps.refused()).isZero();
        Files.writeString(
                LOG.resolveSibling("killed-at-a-broker.txt"),
                "%d readings acknowledged, all of the %d that the broker kept are there; of %d acknowledged since it last saved %d are gone%n"
                        .formatted(MESSAGES, kept.size(), doubtful.size(), perhaps.lost()));
    }

    /** What the market makes of readings that it should have. */
    private record Answer(int lost, int repeated, int refused) {

        Answer plus(JsonNode body) {
            return new Answer(
                    lost + body.required("accepted").asInt(),
                    repeated + body.required("repeated").asInt(),
                    refused + body.required("refused").size());
        }
    }

    private Answer told(Set<Integer> numbers) throws Exception {
        var all = numbers.stream().sorted().toList();
        var answer = new Answer(0, 0, 0);
        for (int from = 0; from < all.size(); from += A_BODY) {
            var body = all.subList(from, Math.min(all.size(), from + A_BODY)).stream()
                    .map(number -> new String(reading(number), UTF_8))
                    .toList();
            answer = answer.plus(market.doors().post("readings", body.toString()));
        }
        return answer;
    }

    private static String home(int number) {
        return HOMES.get(number % HOMES.size());
    }

    private static String topic(int number) {
        return "ems/demo/meters/" + home(number) + "/readings";
    }

    /** Each home's readings are ten seconds apart. */
    private byte[] reading(int number) {
        return ("{\"meter\":\"" + home(number) + "\",\"at\":\"" + first.plusSeconds(10L * (number / HOMES.size()))
                        + "\",\"production_w\":0,\"consumption_w\":" + number % 1_000 + "}")
                .getBytes(UTF_8);
    }
}
