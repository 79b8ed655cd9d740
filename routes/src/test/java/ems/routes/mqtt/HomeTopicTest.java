package ems.routes.mqtt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;

/** A home's own agent at a real broker. */
class HomeTopicTest {

    private static final String TOPIC = OwnTopic.readings(Grid.ID, Grid.L1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HomeTopic topic(Mosquitto broker) {
        var topic = new HomeTopic(broker.address(), BrokerLogin.anonymous("agent-L1"), Grid.ID, Grid.L1);
        Eventually.so("connected", () -> topic.trouble().isEmpty());
        return topic;
    }

    private static List<String> taken(HomeTopic topic, int number) {
        List<String> taken = new ArrayList<>();
        Eventually.so(number + " messages", () -> {
            taken.addAll(topic.taken());
            return taken.size() >= number;
        });
        return taken;
    }

    @Test
    void whatTheOwnMeterPublishesIsTakenInOrderAndNothingElse() {
        try (var broker = Mosquitto.open(folder);
                var topic = topic(broker);
                var meter = new Device(vertx, broker.port(), "meter")) {
            meter.publish(OwnTopic.readings(Grid.ID, Grid.Z0), "a neighbour");
            meter.publish(TOPIC, "one");
            meter.publish(TOPIC, "two");
            assertThat(taken(topic, 2)).containsExactly("one", "two");
        }
    }

    @Test
    void theBrokerKeepsWhatIsPublishedWhileTheAgentIsAway() {
        try (var broker = Mosquitto.open(folder);
                var meter = new Device(vertx, broker.port(), "meter")) {
            topic(broker).close();
            meter.publish(TOPIC, "meanwhile");
            try (var back = topic(broker)) {
                assertThat(taken(back, 1)).containsExactly("meanwhile");
            }
        }
    }
}
