package ems.processes.login;

import java.util.List;
import java.util.Optional;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.processes.guard.MarketLock;

/**
 * Refuses to start a market that other machines reach, unless all goes by TLS and somebody may log in. It speaks before the port is
 * open.
 */
@Singleton
class Reachability {

    private final String host;
    private final boolean listens;
    private final boolean encrypted;
    private final MarketLock lock;

    Reachability(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listens,
            @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> plain,
            @ConfigProperty(name = "quarkus.http.ssl.certificate.key-store-file") Optional<String> keyStore,
            @ConfigProperty(name = "quarkus.http.ssl.certificate.files") Optional<List<String>> certificates,
            MarketLock lock) {
        this.host = host;
        this.listens = listens;
        this.encrypted = (keyStore.isPresent() || certificates.isPresent())
                && plain.filter(setting -> !setting.equalsIgnoreCase("enabled")).isPresent();
        this.lock = lock;
    }

    void onStart(@Observes @Priority(3) StartupEvent start) {
        if (listens && !MarketLock.isLoopback(host)) {
            refuse();
        }
    }

    private void refuse() {
        if (!encrypted) {
            throw new IllegalArgumentException(
                    "other machines reach " + host
                            + ", and what they send would not be encrypted: make a certificate with ./ems certificate --host NAME");
        }
        if (!lock.hasPeople()) {
            throw new IllegalArgumentException("other machines reach " + host
                    + ", and nobody could log in: add somebody with ./ems people add NAME --role admin");
        }
    }
}
