package ems.routes.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;

/**
 * What the meter of one home publishes at a broker, {@code ems/GRID/meters/HOME/readings}, for a program that follows no other
 * home. A message is acknowledged as it is taken; what the broker keeps meanwhile comes after.
 */
public final class HomeTopic implements AutoCloseable {

    /** Some hours of them; the rest waits at the broker. */
    private static final int MOST_WAITING = 1_000;

    private static final int LONGEST = 16_384;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final LinkedBlockingQueue<Published> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final BrokerLine line;

    private record Published(String text, Runnable acknowledge) {}

    /** The broker need not answer yet. */
    public HomeTopic(BrokerAddress address, BrokerLogin login, GridId grid, ProsumerId home) {
        this.line =
                new BrokerLine(vertx, address, login, () -> List.of(OwnTopic.readings(grid, home)), new OnTheLine());
        line.begin();
    }

    /** What came since the last time, oldest first. */
    public List<String> taken() {
        List<Published> news = new ArrayList<>();
        waiting.drainTo(news);
        line.acknowledge(news.stream().map(Published::acknowledge).toList());
        return news.stream().map(Published::text).toList();
    }

    /** Why there is no connection; empty: there is one. */
    public Optional<String> trouble() {
        return line.trouble();
    }

    private final class OnTheLine implements BrokerLine.Listener {

        @Override
        public void connected(boolean kept) {}

        @Override
        public void broken() {}

        /** A retained message tells nothing of now. */
        @Override
        public void arrived(MqttPublishMessage message) {
            boolean waits = message.qosLevel() != MqttQoS.AT_MOST_ONCE;
            Runnable acknowledge = waits ? message::ack : () -> {};
            if (message.isRetain() || message.payload().length() > LONGEST) {
                acknowledge.run();
            } else if (!waiting.offer(new Published(message.payload().toString(StandardCharsets.UTF_8), acknowledge))) {
                line.breakOff("more than " + MOST_WAITING + " messages wait here: the rest waits at the broker");
            }
        }

        @Override
        public void gaveUp(String reason) {}

        @Override
        public boolean isFull() {
            return waiting.remainingCapacity() == 0;
        }
    }

    /** What was not taken stays at the broker. */
    @Override
    public void close() {
        line.end();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
