package ems.routes.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Keeps the items of many senders in common transactions: while one is under way the next one fills. A sender hears when its own items
 * are kept.
 */
final class GroupCommit<T> implements AutoCloseable {

    private static final int MOST_WAITING = 20_000;
    private static final int TOGETHER = 500;

    private final Consumer<List<T>> transaction;
    private final BlockingQueue<Waiting<T>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean stopped;

    private record Waiting<T>(List<T> items, CompletableFuture<Void> kept) {}

    /** @param transaction keeps all of these items or throws */
    GroupCommit(String name, Consumer<List<T>> transaction) {
        this.transaction = transaction;
        this.writer = new Thread(this::write, name);
        writer.setDaemon(true);
        writer.start();
    }

    /** Waits while too many do. */
    CompletionStage<Void> keep(List<T> items) {
        var one = new Waiting<>(items, new CompletableFuture<Void>());
        if (stopped) {
            one.kept().completeExceptionally(new IllegalStateException("nothing is kept any more"));
            return one.kept();
        }
        try {
            waiting.put(one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            one.kept().completeExceptionally(e);
        }
        return one.kept();
    }

    private void write() {
        List<Waiting<T>> group = new ArrayList<>(TOGETHER);
        while (!stopped) {
            try {
                group.add(waiting.take());
            } catch (InterruptedException end) {
                break;
            }
            waiting.drainTo(group, TOGETHER - 1);
            commit(group);
            group.clear();
        }
        waiting.drainTo(group);
        group.forEach(one -> one.kept().completeExceptionally(new IllegalStateException("nothing is kept any more")));
    }

    private void commit(List<Waiting<T>> group) {
        try {
            transaction.accept(
                    group.stream().flatMap(one -> one.items().stream()).toList());
            group.forEach(one -> one.kept().complete(null));
        } catch (RuntimeException failure) {
            group.forEach(one -> one.kept().completeExceptionally(failure));
        }
    }

    @Override
    public void close() {
        stopped = true;
        writer.interrupt();
    }
}
