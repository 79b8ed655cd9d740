package ems.features;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;

/** One connection of something that publishes with QoS 1, and knows what the broker has acknowledged. */
public final class MqttDevice implements AutoCloseable {

    private static final Logger LIBRARY = Logger.getLogger("io.vertx.mqtt");
    private static final int MOST_OPEN = 60_000;
    private static final long PATIENCE_SECONDS = 30;

    private final MqttClient client;
    /** By the packet's number: complete once it is acknowledged. */
    private final Map<Integer, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

    private volatile boolean ended;

    private MqttDevice(Vertx vertx) {
        // it tells of each connection
        LIBRARY.setLevel(Level.WARNING);
        client = MqttClient.create(vertx, new MqttClientOptions().setMaxInflightQueue(MOST_OPEN));
        client.publishCompletionHandler(number -> answer(number).complete(null));
        client.closeHandler(closed -> end());
    }

    /** @throws CompletionException if no broker listens */
    public static MqttDevice connect(Vertx vertx, int port) {
        var device = new MqttDevice(vertx);
        await(device.client.connect(port, "127.0.0.1").toCompletionStage().toCompletableFuture());
        return device;
    }

    /** Complete once the broker has it; it fails if the connection ends before. */
    public CompletableFuture<Void> publish(String topic, byte[] payload) {
        var acknowledged = new CompletableFuture<Void>();
        client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false, sent -> {
            if (sent.failed()) {
                acknowledged.completeExceptionally(sent.cause());
                return;
            }
            int number = sent.result();
            answer(number).whenComplete((done, lost) -> {
                open.remove(number);
                if (lost == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(lost);
                }
            });
        });
        return acknowledged;
    }

    /** Either may come first: that it was sent, or that it was acknowledged. */
    private CompletableFuture<Void> answer(int number) {
        var answer = open.computeIfAbsent(number, first -> new CompletableFuture<>());
        if (ended) {
            answer.completeExceptionally(gone());
        }
        return answer;
    }

    private void end() {
        ended = true;
        open.values().forEach(answer -> answer.completeExceptionally(gone()));
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the connection to the broker is gone");
    }

    public boolean isConnected() {
        return !ended && client.isConnected();
    }

    static void await(CompletableFuture<?> future) {
        future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (isConnected()) {
            await(client.disconnect().toCompletionStage().toCompletableFuture());
        }
    }
}
