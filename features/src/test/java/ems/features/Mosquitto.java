package ems.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A real Mosquitto on a port of this machine, which keeps its port and what it wrote down when it is killed. */
public final class Mosquitto implements AutoCloseable {

    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(20);
    private static final Optional<Path> PROGRAM = Stream.of(
                    "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private final Path folder;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    static boolean isInstalled() {
        return PROGRAM.isPresent();
    }

    /** Skips the test where there is none, but not on a build server, which installs it. */
    public static void orSkip() {
        if (!isInstalled() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(
                    "a build server needs mosquitto: apt-get install mosquitto mosquitto-clients");
        }
        Assumptions.assumeTrue(isInstalled(), "no mosquitto is installed here: nothing is published at a broker");
    }

    /** One that anybody of this machine may use, and that writes down once a second what it has taken. */
    public static Mosquitto start() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            var folder = Files.createTempDirectory("mosquitto");
            Files.write(
                    folder.resolve("mosquitto.conf"),
                    List.of(
                            "user root",
                            "listener " + port + " 127.0.0.1",
                            "allow_anonymous true",
                            "persistence true",
                            "persistence_location " + folder + "/",
                            "autosave_interval 1",
                            "max_queued_messages 100000",
                            "max_inflight_messages 200"));
            var broker = new Mosquitto(folder, port);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::end));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            var started = new ProcessBuilder(
                            PROGRAM.orElseThrow().toString(),
                            "-c",
                            folder.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("mosquitto.log").toFile()))
                    .start();
            Patience.until("mosquitto", LISTENS_WITHIN, () -> listens(started) ? Optional.of(port) : Optional.empty());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens(Process started) {
        if (!started.isAlive()) {
            throw new IllegalStateException("mosquitto ended as it started: see " + folder.resolve("mosquitto.log"));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    /** SIGKILL: what it has not written down is lost. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    private void end() {
        kill();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        process = launch();
    }

    /**
     * When it last wrote down what it keeps. It does nothing else meanwhile, so that what it had acknowledged before then was in it.
     *
     * @return the epoch if it never did
     */
    public Instant lastSaved() {
        var file = folder.resolve("mosquitto.db");
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
