package ems.processes.charging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.routes.ocpp.station.ServerSettings;
import ems.routes.ocpp.station.ServerSettings.Encryption;

/** Where charging stations connect to, if they may: on the market's own host, with its own certificate if it has one. */
@Singleton
class StationPort {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Optional<Integer> port;
    private final String host;
    private final Optional<Path> keys;
    private final Optional<Path> trusted;
    private final Optional<String> password;
    private final int speed;

    StationPort(
            @ConfigProperty(name = "ems.ocpp.port") Optional<Integer> port,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.ssl.certificate.key-store-file") Optional<Path> keys,
            @ConfigProperty(name = "quarkus.http.ssl.certificate.trust-store-file") Optional<Path> trusted,
            @ConfigProperty(name = "quarkus.http.ssl.certificate.key-store-password") Optional<String> password,
            @ConfigProperty(name = "ems.clock.speed", defaultValue = "1") int speed) {
        this.port = port;
        this.host = host;
        this.keys = keys;
        this.trusted = trusted;
        this.password = password;
        this.speed = speed;
    }

    /**
     * Empty: no station connects.
     *
     * @throws IllegalArgumentException if other machines would reach it without encryption, or the market's clock is not a station's
     */
    Optional<ServerSettings> settings() {
        if (port.isPresent() && speed != 1) {
            throw new IllegalArgumentException("charging stations live by the real time, and the market at " + speed
                    + " times that: start it without --speed");
        }
        return port.map(number -> new ServerSettings(
                host, number, keys.map(file -> new Encryption(file, trusted, password.orElse(""))), PATIENCE));
    }
}
