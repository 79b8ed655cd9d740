package ems.routes.ocpp.station;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

import ems.routes.ocpp.frame.OcppVersion;

/**
 * Where stations connect to.
 *
 * @param port 0: any free one
 * @param encryption empty: none, which only this machine may reach
 * @param patience with a station that does not answer a call
 */
public record ServerSettings(String host, int port, Optional<Encryption> encryption, Duration patience) {

    private static final int MOST_FRAME_BYTES = 65_536;
    private static final int MOST_MESSAGE_BYTES = 262_144;
    private static final int IDLE_SECONDS = 900;
    private static final int LARGEST_PORT = 65_535;

    /**
     * @param keys PKCS#12 with the market's certificate
     * @param trusted PKCS#12 with those who may vouch for stations; empty: no station has a certificate
     * @param password of both
     */
    public record Encryption(Path keys, Optional<Path> trusted, String password) {

        @Override
        public String toString() {
            return "TLS with " + keys;
        }
    }

    public ServerSettings {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port " + port + " of the charging stations is outside [0, 65535]");
        }
        if (encryption.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "other machines reach " + host
                            + ", and what charging stations send would not be encrypted: make a certificate with ./ems certificate --host NAME");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * What a station is told, less its own name at the end.
     *
     * @param bound where the server listens
     */
    public String address(int bound) {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return (encryption.isPresent() ? "wss://" : "ws://") + name + ":" + bound + "/ocpp/";
    }

    HttpServerOptions options() {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setWebSocketSubProtocols(OcppVersion.subprotocols())
                .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MOST_MESSAGE_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        encryption.ifPresent(tls -> {
            options.setSsl(true).setKeyCertOptions(store(tls.keys(), tls.password()));
            tls.trusted()
                    .ifPresent(trusted ->
                            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(store(trusted, tls.password())));
        });
        return options;
    }

    private static PfxOptions store(Path file, String password) {
        return new PfxOptions().setPath(file.toString()).setPassword(password);
    }
}
