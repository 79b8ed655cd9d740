package ems.routes.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A real Mosquitto on a free port of this machine, with a session store of its own, which a test may kill. */
final class Mosquitto implements AutoCloseable {

    private static final Optional<Path> PROGRAM = Stream.of(
                    "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    private Mosquitto(Path folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.process = launch();
    }

    /** Skips the test where there is none, but not on a build server, which installs it. */
    static void orSkip() {
        if (PROGRAM.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(
                    "a build server needs mosquitto: apt-get install mosquitto mosquitto-clients");
        }
        Assumptions.assumeTrue(
                PROGRAM.isPresent(), "no mosquitto is installed here: the door is not tried with a real broker");
    }

    /** One that anybody may use. */
    static Mosquitto open(Path folder) {
        return with(folder, List.of("allow_anonymous true"));
    }

    /** @param settings lines of its configuration, each once: they take the place of those that a test needs usually */
    static Mosquitto with(Path folder, List<String> settings) {
        orSkip();
        return new Mosquitto(folder, freePort(), settings);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    BrokerAddress address() {
        return BrokerAddress.parse("mqtt://127.0.0.1:" + port);
    }

    /** Such as {@code mosquitto version 2.0.11}. */
    String version() {
        try {
            var asked = new ProcessBuilder(PROGRAM.orElseThrow().toString(), "-h").start();
            try (var said = asked.inputReader()) {
                return said.lines().findFirst().orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        List<String> lines = new ArrayList<>(List.of(
                "user root",
                "persistence true",
                "persistence_location " + folder + "/",
                // what was queued survives a kill: written a second after it came, at the latest
                "autosave_interval 1",
                "max_queued_messages 100000",
                "max_inflight_messages 200",
                "set_tcp_nodelay true",
                "listener " + port + " 127.0.0.1"));
        for (String setting : settings) {
            var name = setting.substring(0, setting.indexOf(' ') + 1);
            lines.removeIf(line -> line.startsWith(name));
            lines.add(setting);
        }
        try {
            var file = Files.write(folder.resolve("mosquitto.conf"), lines);
            var started = new ProcessBuilder(PROGRAM.orElseThrow().toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("mosquitto.log").toFile()))
                    .start();
            Eventually.so("mosquitto listens", () -> listens(started));
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

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
