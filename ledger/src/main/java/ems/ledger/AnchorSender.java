package ems.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jdbi.v3.core.Jdbi;

import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.party.GridId;

/**
 * Brings sealed headers to one target, in order and one at a time, on a thread of its own: a target that hangs holds up
 * nobody else. What it does not take is tried again for ever, ever more rarely.
 */
final class AnchorSender {

    private final String name;
    private final AnchorTarget target;
    private final Jdbi jdbi;
    private final BackOff backOff;
    private final ScheduledExecutorService thread;
    private final Map<GridId, Trouble> troubles = new ConcurrentHashMap<>();

    /** The target said no, and is asked again later. */
    private record Trouble(int failures, RuntimeException reason, ScheduledFuture<?> retry) {}

    AnchorSender(String name, AnchorTarget target, Jdbi jdbi, BackOff backOff) {
        this.name = name;
        this.target = target;
        this.jdbi = jdbi;
        this.backOff = backOff;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var daemon = new Thread(work, "anchor-" + name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Sends what waits, or looks on while it is sent.
     *
     * @param patience longest time to look on
     * @return number of headers that the target took
     * @throws AnchorUnavailable if it did not take all of them: they stay queued
     */
    int send(GridId grid, Duration patience) {
        refuseWhileWaiting(grid);
        var sending = thread.submit(() -> {
            refuseWhileWaiting(grid);
            return sendAll(grid);
        });
        try {
            return sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AnchorUnavailable(name + ": not yet taken after " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(e.getCause(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorUnavailable(name + ": interrupted while it sends", e);
        }
    }

    private void refuseWhileWaiting(GridId grid) {
        var trouble = troubles.get(grid);
        if (trouble != null) {
            long seconds = trouble.retry().getDelay(TimeUnit.SECONDS);
            if (seconds >= 0 && !trouble.retry().isDone()) {
                throw unavailable(trouble.reason(), "; next try in " + (seconds + 1) + " s");
            }
        }
    }

    private AnchorUnavailable unavailable(Throwable reason, String more) {
        return new AnchorUnavailable(name + ": " + reason.getMessage() + more, reason);
    }

    private int sendAll(GridId grid) {
        try {
            int taken = 0;
            while (sendNext(grid)) {
                taken++;
            }
            var past = troubles.remove(grid);
            if (past != null) {
                past.retry().cancel(false);
            }
            return taken;
        } catch (RuntimeException e) {
            tryLater(grid, e);
            throw e;
        }
    }

    private boolean sendNext(GridId grid) {
        var next = jdbi.withHandle(sql -> BlockTables.at(sql, grid, AnchorTables.height(sql, grid, name) + 1));
        next.ifPresent(header -> {
            target.publish(header);
            jdbi.useTransaction(sql -> AnchorTables.reached(sql, header, name));
        });
        return next.isPresent();
    }

    private void tryLater(GridId grid, RuntimeException reason) {
        var before = troubles.get(grid);
        int failures = before == null ? 1 : before.failures() + 1;
        if (!thread.isShutdown()) {
            var retry =
                    thread.schedule(() -> sendAll(grid), backOff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
            troubles.put(grid, new Trouble(failures, reason, retry));
        }
    }

    AnchorProgress progress(GridId grid) {
        return new AnchorProgress(
                name,
                jdbi.withHandle(sql -> AnchorTables.height(sql, grid, name)),
                Optional.ofNullable(troubles.get(grid))
                        .map(trouble -> trouble.reason().getMessage()));
    }

    void close() {
        thread.shutdownNow();
    }
}
