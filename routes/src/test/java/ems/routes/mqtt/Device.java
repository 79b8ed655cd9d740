package ems.routes.mqtt;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Something that publishes, and counts what the broker has acknowledged. */
final class Device implements AutoCloseable {

    private final MqttClient client;
    private final Map<Integer, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    Device(Vertx vertx, int port, String name) {
        this(vertx, port, new MqttClientOptions().setClientId(name));
    }

    /** @param options such as a last will */
    Device(Vertx vertx, int port, MqttClientOptions options) {
        options.setMaxInflightQueue(60_000);
        options.setMaxMessageSize(32 << 20);
        client = MqttClient.create(vertx, options);
        client.publishCompletionHandler(id -> answer(id).complete(null));
        join(client.connect(port, "127.0.0.1").toCompletionStage().toCompletableFuture());
    }

    /** Returns once the broker has it. */
    void publish(String topic, String payload) {
        join(publishing(topic, payload.getBytes(UTF_8), false));
    }

    void publish(String topic, byte[] payload) {
        join(publishing(topic, payload, false));
    }

    void retain(String topic, String payload) {
        join(publishing(topic, payload.getBytes(UTF_8), true));
    }

    /** Complete once the broker has it. */
    CompletableFuture<Void> publishing(String topic, byte[] payload, boolean retain) {
        var acknowledged = new CompletableFuture<Void>();
        client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, retain, sent -> {
            if (sent.succeeded()) {
                int id = sent.result();
                answer(id).thenRun(() -> {
                    waiting.remove(id);
                    acknowledged.complete(null);
                });
            } else {
                acknowledged.completeExceptionally(sent.cause());
            }
        });
        return acknowledged;
    }

    /** Either may come first: that it was sent, or that it was acknowledged. */
    private CompletableFuture<Void> answer(int id) {
        return waiting.computeIfAbsent(id, first -> new CompletableFuture<>());
    }

    static void join(CompletableFuture<?> future) {
        future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (client.isConnected()) {
            join(client.disconnect().toCompletionStage().toCompletableFuture());
        }
    }
}
