package ems.processes.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import ems.routes.mqtt.BrokerLogin;

/** How the market shows itself to a broker, as it is configured. A password comes from a file or the environment, never from a command line. */
public final class MqttLogin {

    private static final String PASSWORD = "EMS_MQTT_PASSWORD";

    private MqttLogin() {}

    /**
     * @param setting what a property says; empty if nothing
     * @param client as whom
     */
    public static BrokerLogin of(Function<String, Optional<String>> setting, String client) {
        return new BrokerLogin(
                client,
                setting.apply("ems.mqtt.user"),
                setting.apply("ems.mqtt.password-file")
                        .map(file -> firstLine(Path.of(file)))
                        .or(() -> Optional.ofNullable(System.getenv(PASSWORD))),
                setting.apply("ems.mqtt.authority-file").map(Path::of),
                setting.apply("ems.mqtt.certificate-file").map(Path::of),
                setting.apply("ems.mqtt.key-file").map(Path::of));
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException("the password of the MQTT broker cannot be read from " + file, e);
        }
    }
}
