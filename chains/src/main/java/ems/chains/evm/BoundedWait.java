package ems.chains.evm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import ems.market.ledger.AnchorUnavailable;

/** Polls a condition until it holds, for a bounded time; ends early if it is interrupted or closed. */
final class BoundedWait implements AutoCloseable {

    private final NodeTimeouts patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    BoundedWait(NodeTimeouts patience) {
        this.patience = patience;
    }

    /** @throws AnchorUnavailable if the condition does not hold in time */
    void until(BooleanSupplier condition, String what) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > patience.receipt().toNanos()) {
                throw new AnchorUnavailable(
                        "waited " + patience.receipt().toSeconds() + " s in vain for " + what
                                + ": it is looked for again with the next attempt",
                        null);
            }
            pause(what);
        }
    }

    private void pause(String what) {
        try {
            if (closed.await(patience.poll().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AnchorUnavailable("closed while waiting for " + what, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorUnavailable("interrupted while waiting for " + what, e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
