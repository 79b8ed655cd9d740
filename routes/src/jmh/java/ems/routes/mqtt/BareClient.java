package ems.routes.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;

import ems.routes.benchmark.Spent;

/** The library of the door alone, with the door's settings: each message is acknowledged as it comes in, and forgotten. */
final class BareClient implements Contestant {

    private static final long PATIENCE_SECONDS = 120;

    private final Vertx vertx;
    private final BrokerAddress address;

    BareClient(Vertx vertx, BrokerAddress address) {
        this.vertx = vertx;
        this.address = address;
    }

    @Override
    public String name() {
        return "the client alone, which acknowledges";
    }

    @Override
    public void subscribe() {
        var client = client();
        done(client.connect(address.port(), address.host()));
        var subscribed = new CompletableFuture<Void>();
        client.subscribeCompletionHandler(granted -> subscribed.complete(null));
        client.subscribe(OwnTopic.FILTERS.get(0), MqttQoS.AT_LEAST_ONCE.value());
        Device.join(subscribed);
        done(client.disconnect());
    }

    @Override
    public Spent drain(int messages) {
        var start = Spent.now();
        var client = client();
        var received = new AtomicInteger();
        var all = new CompletableFuture<Void>();
        client.publishHandler(message -> {
            message.ack();
            if (received.incrementAndGet() == messages) {
                all.complete(null);
            }
        });
        done(client.connect(address.port(), address.host()));
        all.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        var spent = Spent.now().since(start);
        done(client.disconnect());
        return spent;
    }

    private MqttClient client() {
        var options = BrokerLogin.anonymous("bare").options(address);
        options.setCleanSession(false);
        options.setAutoAck(false);
        return MqttClient.create(vertx, options);
    }

    private static void done(Future<?> future) {
        CompletionStage<?> stage = future.toCompletionStage();
        Device.join(stage.toCompletableFuture());
    }
}
