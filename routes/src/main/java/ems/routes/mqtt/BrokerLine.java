package ems.routes.mqtt;

import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttConnectionException;
import io.vertx.mqtt.messages.MqttPublishMessage;
import org.jspecify.annotations.Nullable;

/**
 * A line to a broker that is made again whenever it breaks: after 100 ms, doubled up to 2 s. Its session outlives it,
 * so that the broker keeps what was not acknowledged; and it subscribes anew each time, since a broker that crashed has forgotten.
 */
final class BrokerLine {

    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final long ENDS_WITHIN_SECONDS = 5;

    private static final Set<MqttConnectReturnCode> LOGIN = Set.of(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD);

    private final Context context;
    private final MqttClientOptions options;
    private final BrokerAddress address;
    private final Listener listener;
    private final Supplier<List<String>> filters;
    private final AtomicLong connections = new AtomicLong();
    private volatile Optional<String> trouble = Optional.of("not connected yet");
    private volatile boolean ended;
    private @Nullable MqttClient client;
    private long wait = FIRST_WAIT_MILLIS;
    private boolean forgets;

    /** What happens on the line; always on the same thread, which must not wait. */
    interface Listener {

        /** @param kept the broker may hand out what it kept while there was no line */
        void connected(boolean kept);

        /** What came on the line and was not acknowledged comes again on the next one. */
        void broken();

        void arrived(MqttPublishMessage message);

        /** What was kept at the broker is lost, since a message in it was longer than can be read. */
        void gaveUp(String reason);

        /** While this is so, the line stays down. */
        boolean isFull();
    }

    /** @param filters what to subscribe to, asked at each connection */
    BrokerLine(
            Vertx vertx, BrokerAddress address, BrokerLogin login, Supplier<List<String>> filters, Listener listener) {
        this.context = vertx.getOrCreateContext();
        this.options = login.options(address);
        this.address = address;
        this.filters = filters;
        this.listener = listener;
        options.setAutoAck(false);
        options.setAutoKeepAlive(true);
    }

    void begin() {
        context.runOnContext(now -> connect());
    }

    /** Why there is no connection; empty: there is one. */
    Optional<String> trouble() {
        return trouble;
    }

    long connections() {
        return connections.get();
    }

    private void connect() {
        if (ended) {
            return;
        }
        if (listener.isFull()) {
            after(FIRST_WAIT_MILLIS);
            return;
        }
        options.setCleanSession(forgets);
        var next = MqttClient.create(context.owner(), options);
        client = next;
        // before connecting: what a kept session holds comes with the first packet
        next.publishHandler(message -> {
            if (next == client) {
                listener.arrived(message);
            }
        });
        next.closeHandler(closed -> broken(next, "the connection was closed"));
        next.exceptionHandler(wrong -> broken(next, wrong));
        next.connect(address.port(), address.host())
                .onSuccess(up -> connected(next, up.isSessionPresent()))
                .onFailure(down -> broken(next, inWords(down)));
    }

    private void connected(MqttClient next, boolean kept) {
        if (forgets) {
            forgets = false;
            next.disconnect();
            return;
        }
        wait = FIRST_WAIT_MILLIS;
        connections.incrementAndGet();
        listener.connected(kept);
        if (filters.get().isEmpty()) {
            trouble = Optional.empty();
        } else {
            subscribe(next);
        }
    }

    /** The line is up once the broker has said which topics it gives. */
    private void subscribe(MqttClient to) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        filters.get().forEach(filter -> wanted.put(filter, MqttQoS.AT_LEAST_ONCE.value()));
        to.subscribeCompletionHandler(
                answer -> trouble = refusals(List.copyOf(wanted.keySet()), answer.grantedQoSLevels()));
        to.subscribe(wanted).onFailure(no -> broken(to, inWords(no)));
    }

    static Optional<String> refusals(List<String> wanted, List<Integer> granted) {
        var refused = IntStream.range(0, Math.min(wanted.size(), granted.size()))
                .filter(i -> granted.get(i) >= MqttQoS.FAILURE.value())
                .mapToObj(wanted::get)
                .toList();
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of("the broker does not give this market the topics " + String.join(", ", refused));
    }

    private void broken(MqttClient which, Throwable wrong) {
        if (wrong instanceof TooLongFrameException || wrong.getCause() instanceof TooLongFrameException) {
            forgets = true;
            listener.gaveUp("a message longer than " + options.getMaxMessageSize()
                    + " bytes would come again for ever: what else the broker kept for this client is lost with it");
        }
        broken(which, inWords(wrong));
    }

    private void broken(MqttClient which, String reason) {
        if (which != client) {
            return;
        }
        client = null;
        listener.broken();
        trouble = Optional.of(reason);
        close(which);
        after(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
    }

    private void after(long millis) {
        if (!ended) {
            context.owner().setTimer(millis, timer -> context.runOnContext(now -> connect()));
        }
    }

    private static void close(MqttClient which) {
        try {
            if (which.isConnected()) {
                which.disconnect();
            }
        } catch (RuntimeException closedAlready) {
            // there is nothing to close
        }
    }

    /** Breaks the line, to make it again when the listener is not full any more: what was not acknowledged comes again. */
    void breakOff(String reason) {
        context.runOnContext(now -> {
            if (client != null) {
                broken(client, reason);
            }
        });
    }

    /** Subscribes to what is wanted now, and no more to these. */
    void resubscribe(List<String> dropped) {
        context.runOnContext(now -> {
            if (client != null && client.isConnected()) {
                if (!dropped.isEmpty()) {
                    client.unsubscribe(dropped);
                }
                subscribe(client);
            }
        });
    }

    /** Sends without being sure that it arrives. */
    void send(String topic, byte[] payload) {
        publish(topic, payload, MqttQoS.AT_MOST_ONCE);
    }

    /** The broker acknowledges it; without a connection it is lost. */
    void publish(String topic, byte[] payload) {
        publish(topic, payload, MqttQoS.AT_LEAST_ONCE);
    }

    private void publish(String topic, byte[] payload, MqttQoS quality) {
        context.runOnContext(now -> {
            if (client != null && client.isConnected()) {
                client.publish(topic, Buffer.buffer(payload), quality, false, false);
            }
        });
    }

    /** On a connection that is gone nothing is acknowledged: those messages come again, and are dropped as repeats. */
    void acknowledge(List<Runnable> acknowledgements) {
        context.runOnContext(now -> acknowledgements.forEach(BrokerLine::acknowledge));
    }

    private static void acknowledge(Runnable acknowledgement) {
        try {
            acknowledgement.run();
        } catch (RuntimeException connectionIsGone) {
            // the broker gives the message again
        }
    }

    /** Ends the connection in order; the session stays. */
    void end() {
        ended = true;
        var done = io.vertx.core.Promise.<Void>promise();
        context.runOnContext(now -> {
            if (client != null && client.isConnected()) {
                client.disconnect().onComplete(gone -> done.complete());
            } else {
                done.complete();
            }
        });
        try {
            done.future().toCompletionStage().toCompletableFuture().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException goneAnyway) {
            trouble = Optional.of(inWords(goneAnyway));
        }
    }

    static String inWords(Throwable wrong) {
        if (wrong instanceof MqttConnectionException refusal && LOGIN.contains(refusal.code())) {
            return "the broker refuses the login: set EMS_MQTT_USER and EMS_MQTT_PASSWORD (" + refusal.code() + ")";
        }
        if (wrong instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        var root = wrong;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == wrong ? firstLine(wrong) : firstLine(wrong) + ": " + firstLine(root);
    }

    private static String firstLine(Throwable wrong) {
        var message = wrong.getMessage();
        return message == null
                ? wrong.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
