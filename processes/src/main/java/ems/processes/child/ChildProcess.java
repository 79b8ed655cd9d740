package ems.processes.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** One child through all its lives: whenever it ends by itself it is started again, later and later if it fails as it starts. */
final class ChildProcess {

    /** Whoever lived so long did not fail as it started. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    private static final Duration LAST_LINE_WITHIN = Duration.ofSeconds(5);
    private static final int LONGEST_LINE = 200;
    /** A line of a stack trace begins so: it says nothing without the line above. */
    private static final String FRAME = "\tat ";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ChildOrder order;
    private final Duration shortestPause;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Consumer<String> complaints;

    private @Nullable Process process;
    private ChildState state = ChildState.WAITS;
    private Instant since;
    private int restarts;
    private Duration pause;
    private volatile String said = "";

    ChildProcess(
            ChildOrder order,
            Duration shortestPause,
            ScheduledExecutorService timer,
            InstantSource clock,
            Consumer<String> complaints) {
        this.order = order;
        this.shortestPause = shortestPause;
        this.timer = timer;
        this.clock = clock;
        this.complaints = complaints;
        this.since = clock.instant();
        this.pause = shortestPause;
    }

    String role() {
        return order.role();
    }

    synchronized ChildStanding standing() {
        var id = state == ChildState.RUNS ? Optional.ofNullable(process).map(Process::pid) : Optional.<Long>empty();
        return new ChildStanding(order.name(), order.role(), state, id, order.port(), since, restarts, said);
    }

    /** @throws IOException if the machine cannot start it */
    synchronized void launch() throws IOException {
        if (state == ChildState.ENDED) {
            return;
        }
        var started = order.command().redirectErrorStream(true).start();
        process = started;
        state = ChildState.RUNS;
        since = clock.instant();
        var listener = new Thread(() -> listen(started.inputReader(StandardCharsets.UTF_8)), order.name() + "-says");
        listener.setDaemon(true);
        listener.start();
        started.onExit().thenAccept(ended -> {
            awaitAll(listener);
            gone(ended);
        });
    }

    private void listen(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (!line.isBlank()) {
                    said = line.startsWith(FRAME) ? said : shortened(line.strip());
                    order.listener().hears(line);
                }
            }
        } catch (IOException itEnded) {
            // then it has said all
        }
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " ...";
    }

    /** Its last line says why it ended; what it left behind may hold its output open. */
    private static void awaitAll(Thread listener) {
        try {
            listener.join(LAST_LINE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void gone(Process ended) {
        if (state == ChildState.ENDED) {
            return;
        }
        boolean steady = since.plus(STEADY).isBefore(clock.instant());
        state = ChildState.WAITS;
        since = clock.instant();
        pause = steady ? shortestPause : pause;
        order.listener().ended(ended.exitValue(), said);
        again("ended with exit code " + ended.exitValue());
    }

    /** Said and done after a pause: whoever is ended together with its parent needs no other life. */
    private void again(String why) {
        timer.schedule(() -> startAgain(why), pause.toNanos(), TimeUnit.NANOSECONDS);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private synchronized void startAgain(String why) {
        if (state == ChildState.ENDED) {
            return;
        }
        complaints.accept(order.name() + " " + why + (said.isEmpty() ? "" : " after it said '" + said + "'")
                + ": it is started again");
        restarts++;
        try {
            launch();
        } catch (IOException e) {
            again("cannot be started: " + e.getMessage());
        }
    }

    /** From now on it is not started again. */
    synchronized void retire() {
        state = ChildState.ENDED;
    }

    /** Asks it to end. */
    synchronized void end() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Returns once it has ended, by force if it takes longer. */
    void awaitEnd(long nanos) throws InterruptedException {
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last != null && !last.waitFor(nanos, TimeUnit.NANOSECONDS)) {
            last.destroyForcibly().waitFor();
        }
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
