package ems.features.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import ems.market.quantity.MatchingPeriod;

/** One life of the packaged application, from its start to its death. Its clock runs fast: a period takes two seconds. */
final class MortalMarket implements AutoCloseable {

    private static final int MARKET_SECONDS_PER_SECOND = 30;
    /** There is something to trade then, whenever the tests run. */
    private static final String SUNNY = "10:30";
    /** A start on a busy machine, and a period after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Process process;
    private final MarketLog log;
    private final Doors doors;

    private MortalMarket(Process process, MarketLog log, Doors doors) {
        this.process = process;
        this.log = log;
        this.doors = doors;
    }

    /**
     * @param data folder of its database, which outlives it
     * @param logCopy file that everything it says is added to
     */
    static MortalMarket start(Path data, Path logCopy) throws IOException {
        return start(data, logCopy, MARKET_SECONDS_PER_SECOND, Map.of());
    }

    /**
     * @param speed market seconds per second
     * @param settings other than those of {@code ./ems run}, by name
     */
    static MortalMarket start(Path data, Path logCopy, int speed, Map<String, String> settings) throws IOException {
        return start(data, logCopy, speed, settings, Map.of());
    }

    static MortalMarket start(
            Path data, Path logCopy, int speed, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        return start(data, logCopy, speed, speed > 1 ? Optional.of(SUNNY) : Optional.empty(), settings, environment);
    }

    /** @param from hours and minutes at which its first life begins; empty: now */
    static MortalMarket start(
            Path data,
            Path logCopy,
            int speed,
            Optional<String> from,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        int port = freePort();
        var options = settings.entrySet().stream().map(setting -> "-D" + setting.getKey() + "=" + setting.getValue());
        var words = Stream.of(
                "run", "--port", Integer.toString(port), "--data", data.toString(), "--speed", Integer.toString(speed));
        var begin = from.stream().flatMap(time -> Stream.of("--from", time));
        var process = Packaged.started(
                environment,
                Stream.concat(
                                Stream.of(
                                        "-Dquarkus.log.category.\"ems.steps\".level=DEBUG",
                                        "-Dems.visitors.operate=true"),
                                options)
                        .toList(),
                Stream.concat(words, begin).toArray(String[]::new));
        return new MortalMarket(
                process, MarketLog.of(process, logCopy), new Doors(URI.create("http://127.0.0.1:" + port)));
    }

    /** @param environment besides that of the test */
    static MortalMarket start(Path data, Path logCopy, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        return start(data, logCopy, MARKET_SECONDS_PER_SECOND, settings, environment);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Doors doors() {
        return doors;
    }

    /** What it said; complete once it is dead. */
    MarketLog log() {
        return log;
    }

    /** What it has said until now is not waited for. */
    void forgetSaid() {
        log.forget();
    }

    /** SIGSTOP: it stands still until it is continued. */
    void suspend() throws IOException, InterruptedException {
        new MortalProcess(process).signal("-STOP");
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        new MortalProcess(process).signal("-CONT");
    }

    Task await(Predicate<Task> wanted) throws InterruptedException {
        return log.await(wanted, PATIENCE);
    }

    /** Anything that a running market may come to, looked at again and again. */
    @FunctionalInterface
    interface Sight {
        boolean isSeen() throws IOException, InterruptedException;
    }

    /** @throws IllegalStateException if it does not come to that */
    void awaitSight(String what, Sight sight) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSeen(sight)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("it did not come to this: " + what);
            }
            live(BETWEEN_LOOKS);
        }
    }

    /** A market that starts or ends does not answer, or has no grid yet. */
    private static boolean isSeen(Sight sight) throws InterruptedException {
        try {
            return sight.isSeen();
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end by itself");
        }
        log.close();
        return process.exitValue();
    }

    /** Waits until the engine has stored the period's instance, or is through with it. */
    void awaitInstance(MatchingPeriod period) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (doors.stateOf(period).equals("ABSENT")) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("no instance of " + period + " was stored");
            }
            live(BETWEEN_LOOKS);
        }
    }

    /** Lets it live so much longer. */
    void live(Duration longer) throws InterruptedException {
        process.waitFor(longer.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** SIGKILL: it gets no last chance. What it has said before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        log.close();
    }

    /** Asks it to end, and does something again and again until it has. */
    void stop(Sight meanwhile) throws InterruptedException {
        process.toHandle().destroy();
        while (process.isAlive()) {
            isSeen(meanwhile);
            live(BETWEEN_LOOKS);
        }
        kill();
    }

    /** Asks it to end. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        live(PATIENCE);
        kill();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
