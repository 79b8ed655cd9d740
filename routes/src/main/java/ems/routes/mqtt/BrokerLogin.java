package ems.routes.mqtt;

import java.nio.file.Path;
import java.util.Optional;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClientOptions;

/**
 * How a client shows itself to a broker.
 *
 * @param client its id, under which the broker keeps what was not acknowledged: one for each market
 * @param authority certificates (PEM) that the broker's must come from; empty: those that Java trusts
 * @param certificate of the client (PEM), with its key, where the broker asks for one
 */
public record BrokerLogin(
        String client,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> authority,
        Optional<Path> certificate,
        Optional<Path> key) {

    /** Above this, the connection is cut: a device's message has at most 64 KB. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** Of what this client publishes: all members of a large fleet at once. */
    private static final int MOST_IN_FLIGHT = 60_000;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECTS_WITHIN_MILLIS = 5_000;

    public BrokerLogin {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "a client's certificate and its key belong together: one of them is not set");
        }
    }

    /** Nobody in particular. */
    public static BrokerLogin anonymous(String client) {
        return new BrokerLogin(
                client, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    MqttClientOptions options(BrokerAddress address) {
        var options = new MqttClientOptions();
        options.setClientId(client);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setMaxMessageSize(MOST_BYTES);
        options.setMaxInflightQueue(MOST_IN_FLIGHT);
        options.setConnectTimeout(CONNECTS_WITHIN_MILLIS);
        options.setReconnectAttempts(0);
        options.setTcpNoDelay(true);
        user.ifPresent(options::setUsername);
        password.ifPresent(options::setPassword);
        if (address.tls()) {
            options.setSsl(true);
            options.setHostnameVerificationAlgorithm("HTTPS");
            authority.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
            certificate.ifPresent(file -> options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertPath(file.toString())
                    .addKeyPath(key.orElseThrow().toString())));
        }
        return options;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return client + user.map(name -> " as " + name).orElse("");
    }
}
