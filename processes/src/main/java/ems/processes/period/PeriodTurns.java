package ems.processes.period;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import ems.market.party.PeriodKey;

/**
 * One at a time works on the instance of a period. The clock waits for its turn; an order of an operator does not, since what
 * the operator saw may be different by then. Not reentrant.
 */
@ApplicationScoped
public class PeriodTurns {

    private final Set<PeriodKey> taken = new HashSet<>();
    private final long longestWait;

    public PeriodTurns() {
        this(Duration.ofSeconds(1));
    }

    /** @param longestWait of work that gives way */
    PeriodTurns(Duration longestWait) {
        this.longestWait = longestWait.toNanos();
    }

    /** Waits until nobody else works on the period, then does the work. */
    public <T> T inTurn(PeriodKey key, Supplier<T> work) {
        await(key);
        return thenLeave(key, work);
    }

    /** @return empty, with nothing done, if somebody else works on the period */
    public <T> Optional<T> unlessTaken(PeriodKey key, Supplier<T> work) {
        return take(key) ? Optional.of(thenLeave(key, work)) : Optional.empty();
    }

    /** Waits while somebody works on any period, a second at most: for work that is in no hurry. */
    public synchronized void giveWay() {
        long until = System.nanoTime() + longestWait;
        try {
            for (long left = longestWait; !taken.isEmpty() && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T thenLeave(PeriodKey key, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            leave(key);
        }
    }

    private synchronized boolean take(PeriodKey key) {
        return taken.add(key);
    }

    private synchronized void await(PeriodKey key) {
        try {
            while (!taken.add(key)) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while others work on period " + key, stopped);
        }
    }

    private synchronized void leave(PeriodKey key) {
        taken.remove(key);
        notifyAll();
    }
}
