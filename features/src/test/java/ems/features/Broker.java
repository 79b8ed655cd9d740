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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A real Mosquitto on a free port of this machine, beside the market that the scenarios talk to. */
public final class Broker {

    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(20);
    private static final Duration KEPT_WITHIN = Duration.ofSeconds(20);
    private static final Pattern FIGURE = Pattern.compile("(?m)^(ems_mqtt_\\w+)(?:\\{[^}]*})? ([0-9.E+]+)$");

    private static Optional<Broker> running = Optional.empty();

    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty where none is installed. */
    static synchronized Optional<String> start() {
        var program = Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
        running = program.map(Broker::start);
        return running.map(broker -> "mqtt://127.0.0.1:" + broker.port);
    }

    private static Broker start(String program) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            var settings = Files.createTempFile("mosquitto", ".conf");
            Files.writeString(settings, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
            var process = new ProcessBuilder(program, "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Patience.until("the broker", LISTENS_WITHIN, () -> listens(port) ? Optional.of(port) : Optional.empty());
            return new Broker(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    static synchronized void stop() {
        running.ifPresent(broker -> broker.process.destroy());
        running = Optional.empty();
    }

    /** The scenario is skipped where none is installed, but not on a build server. */
    public static synchronized Broker orSkip() {
        if (running.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(
                    "a build server needs mosquitto: apt-get install mosquitto mosquitto-clients");
        }
        Assumptions.assumeTrue(running.isPresent(), "no mosquitto is installed here: nothing is published at a broker");
        return running.orElseThrow();
    }

    /** Returns once the market has kept or refused it. */
    public void publish(String topic, String message) {
        Patience.until(
                "the market at the broker",
                KEPT_WITHIN,
                () -> figure("ems_mqtt_connected") == 1 ? Optional.of(topic) : Optional.empty());
        double before = figure("ems_mqtt_messages_total");
        send(topic, message);
        Patience.until(
                "the message on " + topic,
                KEPT_WITHIN,
                () -> figure("ems_mqtt_messages_total") > before && figure("ems_mqtt_held") == 0
                        ? Optional.of(topic)
                        : Optional.empty());
    }

    private void send(String topic, String message) {
        try {
            var client = new ProcessBuilder(
                            "mosquitto_pub",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(port),
                            "-q",
                            "1",
                            "-t",
                            topic,
                            "-m",
                            message)
                    .inheritIO()
                    .start();
            if (!client.waitFor(20, TimeUnit.SECONDS) || client.exitValue() != 0) {
                throw new IllegalStateException("mosquitto_pub did not publish on " + topic);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    private static double figure(String name) {
        return FIGURE.matcher(Doors.get("/q/metrics").body())
                .results()
                .filter(line -> line.group(1).equals(name))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .findFirst()
                .orElse(-1);
    }
}
