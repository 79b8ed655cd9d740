package ems.features.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import ems.features.Folders;
import ems.features.MarketLogs;
import ems.features.packaged.Application;

/**
 * The packaged market as other machines would reach it: with a certificate and with people, whom the commands of the launcher made
 * before its first start. One for all tests, in a process of its own; its data folder goes when it goes.
 */
public final class LockedMarket {

    public static final String PASSWORD = "four words in mind";
    /** The market asks for it again after ten minutes. */
    private static final Duration PROVEN_FOR = Duration.ofMinutes(4);

    static final String DEVICE_PASSWORD = "of-the-device";

    private static final String DEVICE = "device.p12";
    private static final long STARTS_WITHIN_SECONDS = 180;
    private static LockedMarket market;

    private final Path data;
    private final URI address;
    private final Map<String, Caller> people = new HashMap<>();
    private final Map<String, Long> proven = new HashMap<>();
    private Process process;

    private LockedMarket(Path data, URI address) {
        this.data = data;
        this.address = address;
    }

    /** Starts it, unless it runs already. */
    public static synchronized LockedMarket running() {
        if (market == null) {
            market = start();
        }
        return market;
    }

    public URI address() {
        return address;
    }

    Path data() {
        return data;
    }

    /** Somebody who has nothing to show yet. */
    public Caller caller() {
        return new Caller(this, Optional.empty());
    }

    /** A person who has logged in once, and goes on, for a market counts how often a password is tried; and gives it again in time. */
    public synchronized Caller loggedIn(String name) {
        var person = people.computeIfAbsent(name, unknown -> {
            var caller = caller();
            var answer = caller.logsIn(name, PASSWORD);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(name + " cannot log in: " + answer.body());
            }
            proven.put(name, System.nanoTime());
            return caller;
        });
        if (System.nanoTime() - proven.getOrDefault(name, 0L) > PROVEN_FOR.toNanos()) {
            person.post("/api/me/proof", Map.of("password", PASSWORD));
            proven.put(name, System.nanoTime());
        }
        return person;
    }

    private static LockedMarket start() {
        try {
            int port;
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var folder = Files.createTempDirectory("ems-locked");
            var data = folder.resolve("data");
            command("", "certificate", "--host", "localhost", "--data", data.toString());
            makeDevice(folder);
            command(PASSWORD, "people", "add", "ada", "--role", "admin", "--data", data.toString());
            var started = new LockedMarket(data, URI.create("https://127.0.0.1:" + port));
            started.begin(port);
            for (String person : List.of("olga operator", "uma auditor", "anna analyst", "bert approver")) {
                var words = person.split(" ");
                command(PASSWORD, "people", "add", words[0], "--role", words[1], "--data", data.toString());
            }
            String party = "demo/prosumer:L3";
            command(PASSWORD, "people", "add", "mia", "--role", "member", "--party", party, "--data", data.toString());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The meter of home L1, by the certificate that the market was told to trust. */
    public Caller meterWithCertificate() {
        return new Caller(this, Optional.of(data.resolveSibling(DEVICE)));
    }

    /** A key with a certificate that signs itself, and the certificate among those that may vouch for devices. */
    private static void makeDevice(Path folder) throws IOException {
        var store = folder.resolve(DEVICE).toString();
        var certificate = folder.resolve("device.cer").toString();
        var trusted = folder.resolve("data/tls/devices.p12").toString();
        var password = Files.readString(folder.resolve("data/tls/password")).strip();
        keytool("-genkeypair -alias device -keyalg EC -groupname secp256r1 -dname CN=prosumer:L1 -ext eku=clientAuth"
                + " -storetype PKCS12 -keystore " + store + " -storepass " + DEVICE_PASSWORD);
        keytool("-exportcert -alias device -keystore " + store + " -storepass " + DEVICE_PASSWORD + " -file "
                + certificate);
        keytool("-importcert -noprompt -alias device -file " + certificate + " -storetype PKCS12 -keystore " + trusted
                + " -storepass " + password);
    }

    private static void keytool(String words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(words.split(" ")));
        said(new ProcessBuilder(line).redirectErrorStream(true).start(), "keytool");
    }

    private void begin(int port) throws IOException {
        var log = MarketLogs.file(Path.of("target"), "locked-market");
        var running = Application.command(List.of(), "run", "--port", Integer.toString(port), "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        running.environment().put("EMS_SANDBOX", "true"); // for grids whose clock is set by hand
        process = running.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("the locked market does not start: see " + log);
            }
        }
    }

    private boolean isReady() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
            return caller().get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the market starts", e);
        }
    }

    /**
     * A command of the launcher.
     *
     * @param input that it may read
     * @return what it said
     */
    static String command(String input, String... words) throws IOException {
        var command =
                Application.command(List.of(), words).redirectErrorStream(true).start();
        try (var keys = command.outputWriter(StandardCharsets.UTF_8)) {
            keys.write(input + "\n");
        }
        return said(command, "./ems " + String.join(" ", words));
    }

    private static String said(Process command, String name) throws IOException {
        var said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (command.waitFor() != 0) {
                throw new IllegalStateException(name + " says: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
        return said;
    }

    private void end() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Folders.delete(data.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
