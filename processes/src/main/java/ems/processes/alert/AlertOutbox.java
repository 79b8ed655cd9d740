package ems.processes.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Messages that one channel is to take, in their order, on a thread of its own: who has something to tell does not wait. What does
 * not arrive is tried again, later each time. Messages are in memory: after a restart, what had
 * not arrived is told again.
 */
final class AlertOutbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ems.alerts");
    /** More than that nobody reads: the oldest go. */
    static final int MOST = 200;

    private final AlertChannel channel;
    private final Duration first;
    private final Duration longest;
    private final Deque<AlertMessage> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService thread;
    private long dropped;
    private long sent;
    private int failures;
    private @Nullable String trouble;

    /**
     * How a channel stands.
     *
     * @param dropped messages that were the oldest of too many
     * @param trouble why the next one does not arrive; empty: it does, or there is none
     */
    record Standing(String channel, String to, long sent, int waiting, long dropped, Optional<String> trouble) {}

    /** @param first the wait after the first failure; each further one doubles it, up to the longest */
    AlertOutbox(AlertChannel channel, Duration first, Duration longest) {
        this.channel = channel;
        this.first = first;
        this.longest = longest;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var daemon = new Thread(work, "alerts-by-" + channel.name());
            daemon.setDaemon(true);
            return daemon;
        });
    }

    synchronized void add(AlertMessage message) {
        waiting.add(message);
        while (waiting.size() > MOST) {
            waiting.remove();
            dropped++;
        }
        if (failures == 0) { // else it is tried again anyway
            thread.execute(this::sendAll);
        }
    }

    synchronized Standing standing() {
        return new Standing(channel.name(), channel.to(), sent, waiting.size(), dropped, Optional.ofNullable(trouble));
    }

    private void sendAll() {
        for (var next = next(); next.isPresent(); next = next()) {
            try {
                channel.send(next.get());
                arrived(next.get());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) { // an Error, too: what is not planned anew here is never tried again
                failed(e);
                return;
            }
        }
    }

    private synchronized Optional<AlertMessage> next() {
        return Optional.ofNullable(waiting.peek());
    }

    private synchronized void arrived(AlertMessage message) {
        waiting.remove(message);
        sent++;
        failures = 0;
        trouble = null;
    }

    private synchronized void failed(Throwable why) {
        var words = why.getMessage() == null ? "it did not say why" : why.getMessage();
        if (!words.equals(trouble)) {
            LOG.warnf("alerts do not arrive by %s, and are tried again: %s", channel.name(), words);
        }
        trouble = words;
        var wait = first.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        thread.schedule(
                this::sendAll,
                wait.compareTo(longest) > 0 ? longest.toMillis() : wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
