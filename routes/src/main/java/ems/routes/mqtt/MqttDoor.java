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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
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
import ems.routes.wiring.DoubtStore;
import ems.routes.wiring.WiringFile;
import ems.routes.wiring.WiringTable;

/**
 * The door for MQTT 3.1.1. It only receives and acknowledges: up to 500 messages, or those of 50 ms, or a broker's window of them, are kept in one go by the
 * routes of the other doors, and acknowledged when they are. What was not kept comes again, and repeats are dropped; so each
 * message that the broker kept is taken once.
 *
 * <p>One thread takes messages in the order in which they came, and lets time pass between them.
 */
public final class MqttDoor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ems.mqtt");

    private static final Duration ASKS_EVERY = Duration.ofSeconds(30);
    private static final Duration READS_TABLE_EVERY = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final String FULL = "the market holds as many messages as it can until its store takes them";
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
    private final Backlog backlog = new Backlog();
    private final PatientKeeping patience;
    private final Queue<DeadLetter> losses = new ConcurrentLinkedQueue<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong retained = new AtomicLong();
    private final Thread keeper = new Thread(this::keepOn, "mqtt-keeper");
    private volatile boolean connectedAnew;
    private volatile boolean keptWhileAway;
    private volatile boolean ended;
    private volatile Optional<String> tableRefusal = Optional.empty();
    private volatile WiringTable table;
    private long tableReadAt = System.nanoTime();
    private long askedAt = System.nanoTime() - ASKS_EVERY.toNanos();

    /**
     * Opens nothing yet.
     *
     * @param wired the grid of the devices in the wiring table
     * @param doubts of the homes in the wiring table
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
            DoubtStore doubts,
            Optional<Path> wiring) {
        this.grids = grids;
        this.wired = wired;
        this.clock = clock;
        this.address = address;
        this.file = wiring.map(WiringFile::new);
        this.table = file.map(WiringFile::active).orElseGet(WiringTable::empty);
        this.camel = camel.createProducerTemplate();
        this.understanding = new Understanding(grids, wired, table, doubts.doubts(), now());
        this.keeping = new Keeping(grids, this.camel, doubts, clock);
        this.patience = new PatientKeeping(grids, keeping);
        this.line = new BrokerLine(vertx, address, login, this::filters, new OnTheLine());
        keeper.setDaemon(true);
    }

    public MqttDoor open() {
        keeper.start();
        line.begin();
        return this;
    }

    public MqttFigures figures() {
        return new MqttFigures(
                address.toString(),
                line.trouble().or(() -> backlog.hasOverflowed() ? Optional.of(FULL) : Optional.empty()),
                messages.get(),
                retained.get(),
                keeping.refused(),
                Math.max(0, line.connections() - 1),
                backlog.held(),
                backlog.oldest().map(oldest -> Duration.between(oldest, now())).orElse(Duration.ZERO),
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
            long gone = backlog.lineBroke();
            if (gone > 0) {
                gaveUp(gone
                        + " messages that devices sent once (QoS 0) came while the door was full, and are lost: let these devices"
                        + " publish with QoS 1");
            }
        }

        @Override
        public void arrived(MqttPublishMessage message) {
            messages.incrementAndGet();
            if (message.isRetain()) {
                retained.incrementAndGet();
            }
            boolean waits = message.qosLevel() != MqttQoS.AT_MOST_ONCE;
            if (backlog.hasOverflowed()) {
                backlog.leaveOut(waits);
                return;
            }
            var payload = message.payload().getBytes();
            var kept = payload.length < LONGEST_KEPT ? payload : Arrays.copyOf(payload, 1_000);
            backlog.add(new Arrival(
                    message.topicName(),
                    kept,
                    payload.length,
                    message.isRetain(),
                    waits,
                    now(),
                    waits ? message::ack : () -> {}));
        }

        @Override
        public void gaveUp(String reason) {
            LOG.errorf("MQTT: %s", reason);
            losses.add(new DeadLetter(Understanding.DOOR, now(), "", reason));
        }

        @Override
        public boolean isFull() {
            return backlog.held() > 0;
        }
    }

    private void keepOn() {
        while (!ended) {
            List<Arrival> batch = List.of();
            try {
                batch = backlog.batch();
                take(batch);
            } catch (InterruptedException stopping) {
                return;
            } catch (Throwable unforeseen) {
                LOG.error("MQTT: the line is made anew after a fault, so that what it met comes again", unforeseen);
                line.breakOff("the door has met a fault: see the market's log");
            } finally {
                backlog.free(batch);
            }
            if (backlog.hasOverflowed() && backlog.held() == 0) {
                // what was held is acknowledged on this line: on the next one the rest comes, not the same again
                line.breakOff("more messages came at once than " + Backlog.MOST + ", or more than 32 MB of them");
            }
        }
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
            if (backlog.isTakenOut()) {
                intents.addAll(understanding.upTo(now));
            }
        }
        patience.keep(intents);
        line.acknowledge(batch.stream().map(Arrival::acknowledge).toList());
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
        patience.end();
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
