package ems.ledger.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jdbi.v3.core.Jdbi;

import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.party.GridId;

import static java.util.Objects.requireNonNull;

/**
 * Brings sealed headers to one target, in order and one at a time, on a thread of its own: a target that hangs delays
 * no other. Grids take turns. What the target refuses is tried again for ever, less and less often.
 */
final class AnchorSender {

    private final String name;
    private final HeaderQueue queue;
    private final BackOff backOff;
    private final ScheduledExecutorService thread;
    /** At most one per grid: the next turn or try. One that runs is not in here: a header sealed meanwhile needs another. */
    private final Map<GridId, ScheduledFuture<Turn>> turns = new ConcurrentHashMap<>();

    private final Map<GridId, Trouble> troubles = new ConcurrentHashMap<>();

    /** What one turn brought. */
    private record Turn(int taken, long waiting) {}

    /** The target said no, and is asked again later. */
    private record Trouble(int failures, RuntimeException reason) {}

    AnchorSender(String name, AnchorTarget target, Jdbi jdbi, BackOff backOff) {
        this(name, new HeaderQueue(name, target, jdbi), backOff, Executors.newSingleThreadScheduledExecutor(work -> {
            var daemon = new Thread(work, "anchor-" + name);
            daemon.setDaemon(true);
            return daemon;
        }));
    }

    /** @param thread one; is shut down by {@link #close} */
    AnchorSender(String name, HeaderQueue queue, BackOff backOff, ScheduledExecutorService thread) {
        this.name = name;
        this.queue = queue;
        this.backOff = backOff;
        this.thread = thread;
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
        try {
            var turn = turn(grid).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (turn.waiting() > 0) {
                throw new AnchorUnavailable(name + ": " + turn.waiting() + " headers wait for their turn", null);
            }
            return turn.taken();
        } catch (TimeoutException e) {
            throw new AnchorUnavailable(name + ": not yet taken after " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(requireNonNull(e.getCause()), "");
        } catch (CancellationException | RejectedExecutionException e) {
            refuseWhileWaiting(grid);
            throw new AnchorUnavailable(name + ": put off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorUnavailable(name + ": interrupted while it sends", e);
        }
    }

    private void refuseWhileWaiting(GridId grid) {
        var trouble = troubles.get(grid);
        var retry = turns.get(grid);
        if (trouble != null && retry != null) {
            long millis = retry.getDelay(TimeUnit.MILLISECONDS);
            if (millis > 0) {
                throw unavailable(trouble.reason(), "; next try in " + (millis / 1000 + 1) + " s");
            }
        }
    }

    private AnchorUnavailable unavailable(Throwable reason, String more) {
        return new AnchorUnavailable(name + ": " + reason.getMessage() + more, reason);
    }

    /** The turn that is due, or a new one behind those of the other grids. */
    private ScheduledFuture<Turn> turn(GridId grid) {
        return turns.computeIfAbsent(grid, due -> thread.schedule(() -> take(due), 0, TimeUnit.MILLISECONDS));
    }

    private Turn take(GridId grid) {
        turns.remove(grid);
        try {
            int taken = queue.sendSome(grid);
            long waiting = queue.waiting(grid);
            troubles.remove(grid);
            if (waiting > 0 && !thread.isShutdown()) {
                turn(grid);
            }
            return new Turn(taken, waiting);
        } catch (RuntimeException e) {
            tryLater(grid, e);
            throw e;
        }
    }

    private void tryLater(GridId grid, RuntimeException reason) {
        var before = troubles.get(grid);
        int failures = before == null ? 1 : before.failures() + 1;
        if (!thread.isShutdown()) {
            troubles.put(grid, new Trouble(failures, reason));
            turns.compute(grid, (due, pending) -> {
                if (pending != null) {
                    pending.cancel(false);
                }
                return thread.schedule(() -> take(due), backOff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    AnchorProgress progress(GridId grid) {
        return new AnchorProgress(
                name,
                queue.height(grid),
                Optional.ofNullable(troubles.get(grid))
                        .map(trouble -> trouble.reason().getMessage()));
    }

    void close() {
        thread.shutdownNow();
        turns.values().forEach(turn -> turn.cancel(false));
    }
}
