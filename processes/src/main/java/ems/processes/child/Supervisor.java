package ems.processes.child;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Starts children, starts again whoever ends by itself, and ends them all, the last ones first. */
public final class Supervisor implements AutoCloseable {

    private final Duration shortestPause;
    private final Duration patience;
    private final InstantSource clock;
    private final Consumer<String> complaints;
    private final List<ChildProcess> children = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "supervisor");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /**
     * @param shortestPause until a child that ended is started again; twice as long each time if it fails as it starts
     * @param patience with the children of one role that are asked to end
     * @param complaints a sentence for each child that is started again
     */
    public Supervisor(Duration shortestPause, Duration patience, InstantSource clock, Consumer<String> complaints) {
        this.shortestPause = shortestPause;
        this.patience = patience;
        this.clock = clock;
        this.complaints = complaints;
    }

    /** @throws IOException if the machine cannot start it */
    public synchronized void start(ChildOrder order) throws IOException {
        if (closed) {
            throw new IllegalStateException(order.name() + " is to start after all were ended");
        }
        var child = new ChildProcess(order, shortestPause, timer, clock, complaints);
        child.launch();
        children.add(child);
    }

    /** In the order in which they were first started. */
    public synchronized List<ChildStanding> standings() {
        return children.stream().map(ChildProcess::standing).toList();
    }

    /** Returns once none runs. Whoever does not end in time is killed; if this thread is interrupted, all are. */
    @Override
    public void close() {
        List<ChildProcess> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(children);
        }
        timer.shutdownNow();
        left.forEach(ChildProcess::retire);
        try {
            while (!left.isEmpty()) {
                var role = left.get(left.size() - 1).role();
                int first = left.size();
                while (first > 0 && left.get(first - 1).role().equals(role)) {
                    first--;
                }
                end(left.subList(first, left.size()));
                left.subList(first, left.size()).clear();
            }
        } catch (InterruptedException e) {
            left.forEach(ChildProcess::kill);
            Thread.currentThread().interrupt();
        }
    }

    private void end(List<ChildProcess> some) throws InterruptedException {
        some.forEach(ChildProcess::end);
        long until = System.nanoTime() + patience.toNanos();
        for (ChildProcess child : some) {
            child.awaitEnd(until - System.nanoTime());
        }
    }
}
