package ems.routes.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages in memory, in the order in which they came. It holds 50,000, or 32 MB of payloads and topics; once it is full, all that comes on
 * the same line is left to the broker, and asked for again on a new one: nothing overtakes what was left out. What a device sends once
 * (QoS 0) is lost then. One thread puts in, one takes out.
 */
final class Backlog {

    /** Ten thousand homes for a minute: some brokers hand out all that they have kept, whatever window they are told. */
    static final int MOST = 50_000;

    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_IN_A_BATCH = 500;
    private static final Duration FILLS_WITHIN = Duration.ofMillis(50);
    /** A broker hands out no more until its window is acknowledged: 10 or 20 messages, unless it is set wider. */
    private static final int SMALLEST_WINDOW = 10;
    /** After so long a pause a window is taken for full. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration WAITS = Duration.ofMillis(100);

    private final Duration fillsWithin;
    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    /** That nobody sends again. */
    private final AtomicLong lost = new AtomicLong();

    private volatile Instant oldest = Instant.MAX;
    private volatile boolean overflowed;

    Backlog() {
        this(FILLS_WITHIN);
    }

    Backlog(Duration fillsWithin) {
        this.fillsWithin = fillsWithin;
    }

    /** Whether what comes on this line is left to the broker. */
    boolean hasOverflowed() {
        return overflowed;
    }

    /** A message came that it cannot hold. */
    void leaveOut(boolean comesAgain) {
        lost.addAndGet(comesAgain ? 0 : 1);
    }

    void add(Arrival arrival) {
        int messages = held.incrementAndGet();
        long bytes = heldBytes.addAndGet(arrival.weight());
        overflowed = messages >= MOST || bytes >= MOST_BYTES;
        arrived.add(arrival);
    }

    /**
     * The line is down: what comes again on the next one need not be held.
     *
     * @return how many messages were left out that nobody sends again
     */
    long lineBroke() {
        overflowed = false;
        for (Arrival waiting : List.copyOf(arrived)) {
            if (waiting.comesAgain() && arrived.remove(waiting)) {
                held.decrementAndGet();
                heldBytes.addAndGet(-waiting.weight());
            }
        }
        return lost.getAndSet(0);
    }

    /**
     * The next ones, to be kept together: up to 500, or those of 50 ms, or a broker's window, after which nothing comes before it is
     * acknowledged. None if none comes for a while.
     */
    List<Arrival> batch() throws InterruptedException {
        List<Arrival> batch = new ArrayList<>();
        var first = arrived.poll(WAITS.toMillis(), TimeUnit.MILLISECONDS);
        long until = System.nanoTime() + fillsWithin.toNanos();
        for (var next = first; next != null; ) {
            batch.add(next);
            long left = until - System.nanoTime();
            left = batch.size() < SMALLEST_WINDOW ? left : Math.min(left, PAUSE.toNanos());
            next = batch.size() < MOST_IN_A_BATCH && left > 0 ? arrived.poll(left, TimeUnit.NANOSECONDS) : null;
        }
        oldest = batch.isEmpty() ? Instant.MAX : batch.get(0).at();
        return batch;
    }

    /** A batch is in memory no more. */
    void free(List<Arrival> batch) {
        held.addAndGet(-batch.size());
        heldBytes.addAndGet(-batch.stream().mapToLong(Arrival::weight).sum());
        oldest = Instant.MAX;
    }

    /** Whether nothing waits to be taken out. */
    boolean isTakenOut() {
        return arrived.isEmpty();
    }

    /** How many wait, or are being kept. */
    int held() {
        return held.get();
    }

    /** When the first message of the batch that is being kept came in. */
    Optional<Instant> oldest() {
        return Optional.of(oldest).filter(at -> !at.equals(Instant.MAX));
    }
}
