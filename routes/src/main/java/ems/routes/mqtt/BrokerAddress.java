package ems.routes.mqtt;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a broker listens: {@code mqtt://HOST[:PORT]}, or {@code mqtts://HOST[:PORT]} by TLS; 1883 and 8883 if no port is named. */
public record BrokerAddress(String host, int port, boolean tls) {

    private static final int PLAIN_PORT = 1_883;
    private static final int TLS_PORT = 8_883;

    /** @throws IllegalArgumentException with the reason if it is none */
    public static BrokerAddress parse(String text) {
        var uri = uri(text);
        boolean tls = "mqtts".equals(uri.getScheme());
        if (!tls && !"mqtt".equals(uri.getScheme()) || uri.getHost() == null) {
            throw none(text);
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a broker's address holds no user and no password, which others could read:"
                            + " set ems.mqtt.user and ems.mqtt.password-file, or EMS_MQTT_PASSWORD");
        }
        if (!uri.getPath().isEmpty() && !uri.getPath().equals("/") || uri.getQuery() != null) {
            throw none(text);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        var host = uri.getHost();
        return new BrokerAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, tls);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw none(text);
        }
    }

    private static IllegalArgumentException none(String text) {
        // what stands before an @ may be a password, or a part of one
        var shown = text.contains("@") ? "what stands there, with an @," : "'" + text + "'";
        return new IllegalArgumentException(
                shown + " is not a broker's address such as mqtt://127.0.0.1:1883 or mqtts://broker.example:8883");
    }

    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
