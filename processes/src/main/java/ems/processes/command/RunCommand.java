package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.processes.folder.DataFolder;
import ems.processes.folder.ServerCertificate;
import ems.processes.live.LiveApplication;
import ems.processes.storage.StoreLoss;
import ems.processes.storage.StoreWatch;
import ems.routes.mqtt.BrokerAddress;
import ems.routes.wiring.WiringFile;

/** Starts the live market and stays until it is stopped. */
@Command(
        name = "run",
        description = "Run the market live: a period each 60 seconds, a page at http://127.0.0.1:PORT/.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the database, anchors and rule versions (default: data, or data-at-speed-N).")
    @Nullable
    Path data;

    private static final int MOST_SPEED = 120;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page and the interfaces (default: ${DEFAULT-VALUE}).")
    int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on; beyond this machine (0.0.0.0: everywhere) it needs a certificate and"
                    + " somebody who may log in (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "Market seconds per second, 1 to 120: 60 shows an hour each minute (default: ${DEFAULT-VALUE}).")
    int speed = 1;

    @Option(
            names = "--from",
            paramLabel = "HH:MM",
            description = "Time of day, UTC, at which a faster market begins in a new folder (default: the present).")
    @Nullable
    LocalTime from;

    @Option(
            names = "--ocpp",
            paramLabel = "PORT",
            description = "Port that charging stations connect to by OCPP (default: none).")
    @Nullable
    Integer ocpp;

    @Option(
            names = "--chargers",
            paramLabel = "FILE",
            description = "The table that says which car stands at which charging station.")
    @Nullable
    Path chargers;

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            description =
                    "Broker at which devices publish, such as mqtt://127.0.0.1:1883 (default: none; docs/devices.md).")
    @Nullable
    String mqtt;

    @Option(
            names = "--wiring",
            paramLabel = "DIR",
            description = "Folder of wiring.csv, the table that says what devices' MQTT messages tell.")
    @Nullable
    Path wiring;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside [0, 65535]");
        }
        if (speed < 1 || speed > MOST_SPEED) {
            throw new IllegalArgumentException("speed " + speed + " is outside [1, " + MOST_SPEED + "]");
        }
        if (from != null && speed == 1) {
            throw new IllegalArgumentException(
                    "--from " + from + " is for a faster market: at speed 1 it is as late as it is. Add --speed 60");
        }
        if (ocpp != null && (ocpp < 0 || ocpp > 65_535)) {
            throw new IllegalArgumentException("--ocpp " + ocpp + " is outside [0, 65535]");
        }
        connect();
        var folder = data != null
                ? data.toAbsolutePath()
                : Path.of(speed == 1 ? "data" : "data-at-speed-" + speed).toAbsolutePath();
        if (Files.isDirectory(folder)) {
            var full = StoreLoss.full(folder);
            if (full.isPresent()) {
                spec.commandLine().getErr().println("ems: " + full.get() + ": make room, and start the market again.");
                return StoreWatch.STORE_LOST;
            }
            StoreLoss.unwritable(folder).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
        }
        says("Opening the data folder " + folder);
        DataFolder.of(folder).open();
        DataFolder.of(folder).refuseUnreadable();
        listen(folder);
        Settings.withDatabaseIn(folder);
        Settings.set("ems.live", "true");
        if (ocpp != null) {
            Settings.set("ems.ocpp.port", Integer.toString(ocpp));
        }
        if (chargers != null) {
            Settings.set("ems.ocpp.chargers", chargers.toAbsolutePath().toString());
        }
        Settings.set("ems.clock.speed", Integer.toString(speed));
        if (speed > 1) {
            Settings.set("ems.clock.resolution", Integer.toString(Math.max(10, 250 / speed)));
            Settings.set("ems.clock.grace", "PT" + Math.min(2 * speed, 20) + "S");
            Settings.set("ems.clock.start-within", "PT60S");
            if (from != null) {
                Settings.set("ems.clock.from", from.toString());
            }
            // a slow chain takes no longer of a fast period than of another one
            Settings.set(
                    "ems.anchor.patience",
                    Duration.ofMillis(Math.max(200, 3000 / speed)).toString());
        }
        says("Starting the market: database, process and doors");
        return ApplicationExit.of(LiveApplication.class);
    }

    /** A line for each step that takes a while. */
    private void says(String step) {
        spec.commandLine().getErr().println(step + " ...");
    }

    /** A mistake in an address or a table is answered before anything starts. */
    private void connect() {
        if (mqtt != null) {
            Settings.set("ems.mqtt.url", BrokerAddress.parse(mqtt).toString());
        }
        if (wiring != null) {
            if (Settings.find("ems.mqtt.url").isEmpty()) {
                throw new IllegalArgumentException(
                        "--wiring says what devices publish at a broker: name it with --mqtt URL");
            }
            Settings.set("ems.mqtt.wiring", wiring.toAbsolutePath().toString());
            new WiringFile(wiring);
        }
    }

    /** By TLS alone, if the market has a certificate. */
    private void listen(Path folder) throws IOException {
        var certificate = ServerCertificate.in(folder);
        var reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        var authority = (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port;
        var files = Settings.find("quarkus.http.ssl.certificate.files");
        Settings.set("quarkus.http.host", host);
        if (certificate.exists()) {
            Settings.set("quarkus.http.insecure-requests", "disabled");
            Settings.set("quarkus.http.ssl-port", Integer.toString(port));
            Settings.set(
                    "quarkus.http.ssl.certificate.key-store-file",
                    certificate.file().toString());
            Settings.set("quarkus.http.ssl.certificate.key-store-password", certificate.password());
            Settings.set("ems.hosts", String.join(",", certificate.hosts()));
            Settings.set("ems.address", "https://" + authority + "/");
            Settings.set("ems.certificate", certificate.fingerprint());
            if (Files.exists(certificate.devicesFile())) {
                Settings.set(
                        "quarkus.http.ssl.certificate.trust-store-file",
                        certificate.devicesFile().toString());
                Settings.set("quarkus.http.ssl.certificate.trust-store-password", certificate.password());
            }
        } else if (files.isPresent()) {
            Settings.set("quarkus.http.insecure-requests", "disabled");
            Settings.set("quarkus.http.ssl-port", Integer.toString(port));
            Settings.set("ems.address", "https://" + authority + "/");
            Settings.set(
                    "ems.certificate",
                    ServerCertificate.fingerprintOf(
                            Path.of(files.get().split(",")[0].strip())));
        } else {
            Settings.set("ems.address", "http://" + authority + "/");
        }
        Settings.set("quarkus.http.port", Integer.toString(port));
    }
}
