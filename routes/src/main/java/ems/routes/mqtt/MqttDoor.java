package ems.routes.mqtt;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.OpenGrids;
import ems.routes.wiring.WiringFile;
import ems.routes.wiring.WiringTable;

/**
 * The door for MQTT 3.1.1. It only receives and acknowledges: up to 500 messages, or those of 50 ms, are kept in one go by the
 * routes of the other doors, and acknowledged when they are. What was not kept comes again, and repeats are dropped; so each
 * message that the broker kept is taken once.
 *
 * <p>One thread takes messages in the order in which they came, and lets time pass between them.
 */
public final class MqttDoor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ems.mqtt");

    private static final int MOST_IN_A_BATCH = 500;
    private static final Duration FILLS_WITHIN = Duration.ofMillis(50);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);
    private static final Duration ASKS_EVERY = Duration.ofSeconds(30);
    private static final Duration READS_TABLE_EVERY = Duration.ofSeconds(1);
    private static final Duration TRIES_AGAIN_AFTER = Duration.ofMillis(200);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final int TRIES = 3;
    private static final String FULL = "the market holds as many messages as it can until its store takes them";
    /**
     * Messages in memory; what a broker hands out beyond them is left to it, and asked for again on a new line. What a device sends once
     * (QoS 0) is lost then.
     */
    private static final int MOST_HELD = 5_000;
    /** 32 MB of payloads and topics. */
    private static final long MOST_HELD_BYTES = 32L << 20;

    private static final int LONGEST_KEPT = 65_537;

    private final OpenGrids grids;
    private final GridId wired;
    private final Clock clock;
    private final BrokerAddress address;
    private final Optional<WiringFile> file;
    private final ProducerTemplate camel;
    private final Understanding understanding;
    private final Keeping keeping;
    private final BrokerLine line;
    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final Queue<DeadLetter> losses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    /** That nobody sends again. */
    private final AtomicLong leftOut = new AtomicLong();

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong retained = new AtomicLong();
    private final Thread keeper = new Thread(this::keepOn, "mqtt-keeper");
    private volatile Instant oldest = Instant.MAX;
    private volatile boolean connectedAnew;
    private volatile boolean keptWhileAway;
    /** Since it could hold no more, what came on this line was left to the broker. */
    private volatile boolean overflowed;

    private volatile boolean ended;
    private volatile Optional<String> tableRefusal = Optional.empty();
    private volatile WiringTable table;
    private long tableReadAt = System.nanoTime();
    private long askedAt = System.nanoTime() - ASKS_EVERY.toNanos();

    /**
     * Opens nothing yet.
     *
     * @param wired the grid of the devices in the wiring table
     * @param wiring folder of the table; empty: only devices that speak the market's own topics are heard
     * @throws ems.routes.table.TableRefused if the table is not sound
     */
    public MqttDoor(
            Vertx vertx,
            CamelContext camel,
            OpenGrids grids,
            Clock clock,
            BrokerAddress address,
            BrokerLogin login,
            GridId wired,
            Optional<Path> wiring) {
        this.grids = grids;
        this.wired = wired;
        this.clock = clock;
        this.address = address;
        this.file = wiring.map(WiringFile::new);
        this.table = file.map(WiringFile::active).orElseGet(WiringTable::empty);
        this.camel = camel.createProducerTemplate();
        this.understanding = new Understanding(grids, wired, table, now());
        this.keeping = new Keeping(grids, this.camel, clock);
        this.line = new BrokerLine(vertx, address, login, this::filters, new OnTheLine());
        keeper.setDaemon(true);
    }

    public MqttDoor open() {
        keeper.start();
        line.begin();
        return this;
    }

    public MqttFigures figures() {
        var oldestNow = oldest;
        return new MqttFigures(
                address.toString(),
                line.trouble().or(() -> overflowed ? Optional.of(FULL) : Optional.empty()),
                messages.get(),
                retained.get(),
                keeping.refused(),
                Math.max(0, line.connections() - 1),
                held.get(),
                oldestNow.equals(Instant.MAX) ? Duration.ZERO : Duration.between(oldestNow, now()),
                understanding.away(),
                table.size() == 0 ? Optional.empty() : Optional.of(table.version()),
                tableRefusal);
    }

    private List<String> filters() {
        return Stream.concat(OwnTopic.FILTERS.stream(), table.filters().stream())
                .toList();
    }

    private Instant now() {
        return grids.find(wired).map(GridIntake::now).orElseGet(clock::instant);
    }

    /** What the line's thread does: it stamps, and puts into the queue. */
    private final class OnTheLine implements BrokerLine.Listener {

        @Override
        public void connected(boolean kept) {
            connectedAnew = true;
            keptWhileAway = kept;
        }

        @Override
        public void broken() {
            overflowed = false;
            long gone = leftOut.getAndSet(0);
            if (gone > 0) {
                gaveUp(gone
                        + " messages that devices sent once (QoS 0) came while the door was full, and are lost: let these devices"
                        + " publish with QoS 1");
            }
            for (Arrival waiting : List.copyOf(arrived)) {
                if (waiting.comesAgain() && arrived.remove(waiting)) {
                    held.decrementAndGet();
                    heldBytes.addAndGet(-waiting.weight());
                }
            }
        }

        @Override
        public void arrived(MqttPublishMessage message) {
            messages.incrementAndGet();
            if (message.isRetain()) {
                retained.incrementAndGet();
            }
            boolean waits = message.qosLevel() != MqttQoS.AT_MOST_ONCE;
            if (overflowed) {
                leftOut.addAndGet(waits ? 0 : 1);
                return;
            }
            var payload = message.payload().getBytes();
            var kept = payload.length < LONGEST_KEPT ? payload : Arrays.copyOf(payload, 1_000);
            var arrival = new Arrival(
                    message.topicName(),
                    kept,
                    payload.length,
                    message.isRetain(),
                    waits,
                    now(),
                    waits ? message::ack : () -> {});
            overflowed = held.incrementAndGet() >= MOST_HELD | heldBytes.addAndGet(arrival.weight()) >= MOST_HELD_BYTES;
            arrived.add(arrival);
        }

        @Override
        public void gaveUp(String reason) {
            LOG.errorf("MQTT: %s", reason);
            losses.add(new DeadLetter(Understanding.DOOR, now(), "", reason));
        }

        @Override
        public boolean isFull() {
            return held.get() > 0;
        }
    }

    private void keepOn() {
        while (!ended) {
            List<Arrival> batch = List.of();
            try {
                batch = batch();
                take(batch);
            } catch (InterruptedException stopping) {
                return;
            } catch (Throwable unforeseen) {
                LOG.error("MQTT: the line is made anew after a fault, so that what it met comes again", unforeseen);
                line.breakOff("the door has met a fault: see the market's log");
            } finally {
                free(batch);
            }
            if (overflowed && held.get() == 0) {
                // what was held is acknowledged on this line: on the next one the rest comes, not the same again
                line.breakOff("more messages came at once than " + MOST_HELD + ", or more than 32 MB of them");
            }
        }
    }

    private List<Arrival> batch() throws InterruptedException {
        List<Arrival> batch = new ArrayList<>();
        var first = arrived.poll(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        long until = System.nanoTime() + FILLS_WITHIN.toNanos();
        for (var next = first; next != null; ) {
            batch.add(next);
            long left = until - System.nanoTime();
            next = batch.size() < MOST_IN_A_BATCH && left > 0 ? arrived.poll(left, TimeUnit.NANOSECONDS) : null;
        }
        oldest = batch.isEmpty() ? Instant.MAX : batch.get(0).at();
        return batch;
    }

    private void take(List<Arrival> batch) throws InterruptedException {
        readTable();
        askSilentOnes();
        if (keptWhileAway) {
            keptWhileAway = false;
            understanding.caughtUp(now());
        }
        List<Intent> intents = new ArrayList<>();
        for (var loss = losses.poll(); loss != null; loss = losses.poll()) {
            intents.add(new Intent.Letter(grids.ofNoGrid(), loss));
        }
        batch.forEach(arrival -> intents.addAll(understanding.of(arrival)));
        if (!batch.isEmpty()) {
            intents.addAll(understanding.upTo(batch.get(batch.size() - 1).at()));
        } else {
            var now = now();
            if (arrived.isEmpty()) {
                intents.addAll(understanding.upTo(now));
            }
        }
        keep(intents);
        line.acknowledge(batch.stream().map(Arrival::acknowledge).toList());
    }

    /** They are in memory no more. */
    private void free(List<Arrival> batch) {
        held.addAndGet(-batch.size());
        heldBytes.addAndGet(-batch.stream().mapToLong(Arrival::weight).sum());
        oldest = Instant.MAX;
    }

    /** Tries until all is kept: together, and after some failures one by one, to find what cannot be kept. */
    private void keep(List<Intent> intents) throws InterruptedException {
        var left = intents;
        for (int failures = 0; !left.isEmpty(); ) {
            if (ended) {
                throw new InterruptedException("the market stops");
            }
            try {
                if (grids.closed().isEmpty()) {
                    keeping.keep(left);
                    return;
                }
            } catch (Throwable notKept) {
                failures++;
                LOG.warnf("MQTT: %d messages wait, they could not be kept: %s", left.size(), notKept);
                left = failures % TRIES == 0 ? oneByOne(left) : left;
            }
            LockSupport.parkNanos(TRIES_AGAIN_AFTER.toNanos());
        }
    }

    /** What is left: nothing that could be kept, or at least be written down as a dead letter. */
    private List<Intent> oneByOne(List<Intent> intents) {
        List<Intent> left = new ArrayList<>();
        for (Intent intent : intents) {
            if (!isKeptOrBuried(intent)) {
                left.add(intent);
            }
        }
        return left;
    }

    /** A store that fails is waited for, however long; a message that itself is at fault becomes a dead letter. */
    private boolean isKeptOrBuried(Intent intent) {
        try {
            keeping.keep(List.of(intent));
            return true;
        } catch (Throwable notKept) {
            return Keeping.isForGood(notKept) && isBuried(intent, notKept);
        }
    }

    private boolean isBuried(Intent intent, Throwable why) {
        try {
            keeping.bury(intent, why);
            return true;
        } catch (Throwable nothingIsKept) {
            LOG.warnf("MQTT: nothing can be kept: %s", nothingIsKept);
            return false;
        }
    }

    private void readTable() {
        long at = System.nanoTime();
        if (file.isEmpty() || at - tableReadAt < READS_TABLE_EVERY.toNanos()) {
            return;
        }
        tableReadAt = at;
        var wiring = file.get();
        if (!wiring.look()) {
            return;
        }
        tableRefusal = wiring.refusal();
        if (tableRefusal.isPresent()) {
            LOG.warnf("MQTT: %s", tableRefusal.get());
            return;
        }
        if (wiring.active().version().equals(table.version())) {
            return;
        }
        var dropped = new TreeSet<>(table.filters());
        table = wiring.active();
        dropped.removeAll(table.filters());
        understanding.rewire(table, now());
        line.resubscribe(List.copyOf(dropped));
        LOG.infof("MQTT: wiring version %s is active, %d rows", table.version(), table.size());
    }

    private void askSilentOnes() {
        long at = System.nanoTime();
        if (connectedAnew || at - askedAt >= ASKS_EVERY.toNanos()) {
            connectedAnew = false;
            askedAt = at;
            table.keepalives().forEach(topic -> line.send(topic, new byte[0]));
        }
    }

    /** Ends in order; what is not kept stays at the broker. */
    @Override
    public void close() {
        ended = true;
        try {
            // not interrupted: that would close the database's file under a transaction
            keeper.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.end();
        camel.stop();
    }
}
