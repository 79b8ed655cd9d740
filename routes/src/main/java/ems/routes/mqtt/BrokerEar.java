package ems.routes.mqtt;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;

/** Listens to all that is published at a broker for a while, and remembers the latest of each topic. */
public final class BrokerEar {

    private static final int MOST_TOPICS = 20_000;
    private static final int LONGEST = 65_536;

    private BrokerEar() {}

    /** @throws IllegalArgumentException with the reason if the broker lets nobody listen */
    public static SortedMap<String, byte[]> listen(BrokerAddress address, BrokerLogin login, Duration time)
            throws InterruptedException {
        SortedMap<String, byte[]> heard = new ConcurrentSkipListMap<>();
        var vertx = Vertx.vertx();
        try {
            var options = login.options(address);
            options.setCleanSession(true);
            var client = MqttClient.create(vertx, options);
            client.publishHandler(message -> {
                if (heard.size() < MOST_TOPICS && message.payload().length() <= LONGEST) {
                    heard.put(message.topicName(), message.payload().getBytes());
                }
            });
            var ended = new CountDownLatch(1);
            client.closeHandler(closed -> ended.countDown());
            client.connect(address.port(), address.host())
                    .onSuccess(up -> client.subscribe("#", MqttQoS.AT_MOST_ONCE.value()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalArgumentException("the broker " + address + " closed the connection");
            }
            return heard;
        } catch (ExecutionException no) {
            var why = no.getCause() == null ? no : no.getCause();
            throw new IllegalArgumentException(
                    "the broker " + address + " is not reached: " + BrokerLine.inWords(why), why);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
