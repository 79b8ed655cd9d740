package ems.routes.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import io.vertx.core.Vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A process that publishes the readings of a period of all homes, QoS 1, and counts those that the broker acknowledged: for
 * {@code FROM RATE}, the period's start and messages a second, 0 for as fast as it goes, it answers how many.
 */
final class Publisher {

    private static final int MOST_OPEN = 5_000;

    private final Device device;
    private final Semaphore open = new Semaphore(MOST_OPEN);
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> sent = new ConcurrentLinkedQueue<>();

    private Publisher(Device device) {
        this.device = device;
    }

    public static void main(String[] arguments) throws IOException {
        var publisher = new Publisher(new Device(Vertx.vertx(), Integer.parseInt(arguments[0]), "publisher"));
        var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split(" ");
            System.out.println(publisher.publish(Instant.parse(words[0]), Integer.parseInt(words[1])));
        }
    }

    private long publish(Instant from, int rate) {
        long begin = System.nanoTime();
        int number = 0;
        for (int sample = 0; sample < Homes.READINGS_A_PERIOD; sample++) {
            var at = from.plusSeconds(10L * sample);
            for (int home = 0; home < Homes.MANY; home++) {
                if (rate > 0) {
                    waitUntil(begin + number * 1_000_000_000L / rate);
                }
                number++;
                open.acquireUninterruptibly();
                sent.add(device.publishing(Homes.topic(home), Homes.reading(home, at), false)
                        .thenRun(open::release));
            }
        }
        long acknowledged = 0;
        for (var each = sent.poll(); each != null; each = sent.poll()) {
            Device.join(each);
            acknowledged++;
        }
        return acknowledged;
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
