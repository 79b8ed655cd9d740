package ems.features.crash;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import io.vertx.core.Vertx;

import ems.features.MqttDevice;

/**
 * Publishes numbered messages, fifteen hundred a second, as a device with a memory does: what the broker has not acknowledged it publishes
 * again, once it is connected again.
 */
final class RememberingDevice implements AutoCloseable {

    private static final long APART_NANOSECONDS = 1_000_000_000 / 1_500;
    private static final long AGAIN_AFTER_NANOSECONDS = 100_000_000;
    private static final long PATIENCE_NANOSECONDS = TimeUnit.MINUTES.toNanos(4);

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final IntFunction<String> topics;
    private final IntFunction<byte[]> payloads;
    private final BlockingQueue<Integer> toPublish = new LinkedBlockingQueue<>();
    private final Map<Integer, Instant> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger published = new AtomicInteger();
    private final Thread publisher = new Thread(this::publishOn, "device");
    private long due = System.nanoTime();
    private volatile boolean ended;

    /** @param port of the broker */
    RememberingDevice(int port, IntFunction<String> topics, IntFunction<byte[]> payloads) {
        this.port = port;
        this.topics = topics;
        this.payloads = payloads;
        publisher.setDaemon(true);
        publisher.start();
    }

    /** Messages with these numbers are to be published, too. */
    void publish(int from, int to) {
        for (int number = from; number < to; number++) {
            toPublish.add(number);
        }
    }

    private void publishOn() {
        MqttDevice line = null;
        while (!ended) {
            if (line == null || !line.isConnected()) {
                line = connected();
                continue;
            }
            publishNext(line);
        }
    }

    private MqttDevice connected() {
        try {
            return MqttDevice.connect(vertx, port);
        } catch (CompletionException noBroker) {
            LockSupport.parkNanos(AGAIN_AFTER_NANOSECONDS);
            return null;
        }
    }

    private void publishNext(MqttDevice line) {
        try {
            var number = toPublish.poll(AGAIN_AFTER_NANOSECONDS, TimeUnit.NANOSECONDS);
            if (number == null) {
                return;
            }
            waitUntilDue();
            publish(line, number);
            published.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    private void waitUntilDue() {
        long now = System.nanoTime();
        // after a silence no burst
        due = Math.max(due + APART_NANOSECONDS, now - AGAIN_AFTER_NANOSECONDS);
        if (due > now) {
            LockSupport.parkNanos(due - now);
        }
    }

    private void publish(MqttDevice line, int number) {
        try {
            line.publish(topics.apply(number), payloads.apply(number)).whenComplete((done, lost) -> {
                if (lost == null) {
                    acknowledged.put(number, Instant.now());
                } else {
                    toPublish.add(number);
                }
            });
        } catch (RuntimeException notConnected) {
            toPublish.add(number);
        }
    }

    /** Returns once so many were published, one that was published twice counted twice. */
    void awaitPublished(int count) {
        await(count + " messages are published", () -> published.get() >= count);
    }

    /** Returns once the broker has acknowledged so many. */
    void awaitAcknowledged(int count) {
        await(count + " messages are acknowledged", () -> acknowledged.size() >= count);
    }

    int published() {
        return published.get();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOSECONDS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("it did not come to this: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Messages that the broker has acknowledged, by their number, and when the device heard of it, at the latest. */
    Map<Integer, Instant> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    @Override
    public void close() {
        ended = true;
        vertx.close();
    }
}
