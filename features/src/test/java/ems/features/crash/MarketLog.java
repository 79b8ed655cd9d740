package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What one life of the market says while it runs, line by line; a copy goes to a file, for whoever looks for a fault. */
final class MarketLog {

    private static final String ERROR = " ERROR ";

    private final BlockingQueue<Optional<Task>> unread = new LinkedBlockingQueue<>();
    private final List<Task> begun = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private MarketLog(BufferedReader output, Path copy) {
        reader = new Thread(() -> read(output, copy), "market-log");
        reader.setDaemon(true);
    }

    static MarketLog of(Process market, Path copy) {
        var log = new MarketLog(market.inputReader(), copy);
        log.reader.start();
        return log;
    }

    private void read(BufferedReader output, Path copy) {
        try (var lines = Files.newBufferedWriter(copy, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.write(line + "\n");
                lines.flush();
                if (line.contains(ERROR)) {
                    errors.add(line);
                }
                var task = Task.in(line);
                task.ifPresent(begun::add);
                if (task.isPresent()) {
                    unread.add(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unread.add(Optional.empty());
        }
    }

    /**
     * The next such task that begins, skipping all before it.
     *
     * @throws IllegalStateException if the market ends before, or none begins in time
     */
    Task await(Predicate<Task> wanted, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            var next = unread.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IllegalStateException("no such task has begun within " + deadline.toSeconds() + " s");
            }
            var task = next.orElseThrow(() -> new IllegalStateException("the market has ended by itself"));
            if (wanted.test(task)) {
                return task;
            }
        }
    }

    /** Tasks that have begun until now are not awaited; the end of its life still is. */
    void forget() {
        unread.removeIf(Optional::isPresent);
    }

    /** Every task that began in this life; complete once the market is dead. */
    List<Task> begun() {
        return begun;
    }

    List<String> errors() {
        return errors;
    }

    /** Waits for the last words. */
    void close() throws InterruptedException {
        reader.join();
    }
}
