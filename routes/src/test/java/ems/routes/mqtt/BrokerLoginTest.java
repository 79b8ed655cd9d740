package ems.routes.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.routes.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How the market shows itself to a real broker: by password, TLS and certificate; and what it says when it is not let in. */
class BrokerLoginTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsMosquitto() {
        Mosquitto.orSkip();
    }

    @Test
    void a_right_password_lets_in_and_a_wrong_one_does_not() throws Exception {
        var passwords = folder.resolve("passwd");
        var made = new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "market", "secret").start();
        assertThat(made.waitFor()).isZero();
        try (var broker = Mosquitto.with(folder, List.of("allow_anonymous false", "password_file " + passwords))) {
            try (var door = open(broker.address(), login("market", "secret"))) {
                door.connected();
            }
            try (var door = open(broker.address(), login("market", "wrong"))) {
                Eventually.so(
                        "the reason shows",
                        () -> door.figures()
                                .trouble()
                                .orElse("")
                                .contains("the broker refuses the login: set EMS_MQTT_USER and EMS_MQTT_PASSWORD"));
            }
        }
    }

    @Test
    void topics_that_a_broker_withholds_are_named() {
        assertThat(BrokerLine.refusals(List.of("a/b", "c/d", "e/#"), List.of(1, 128, 128)))
                .contains("the broker does not give this market the topics c/d, e/#");
        assertThat(BrokerLine.refusals(List.of("a/b"), List.of(0))).isEmpty();
    }

    @Test
    void a_broker_is_known_by_its_authority() {
        var certificates = new Certificates(folder).signed("broker");
        try (var broker = Mosquitto.with(folder, tls(certificates))) {
            var address = BrokerAddress.parse("mqtts://127.0.0.1:" + broker.port());
            try (var door =
                    open(address, login(Optional.of(certificates.certificate("ca")), Optional.empty(), certificates))) {
                door.connected();
            }
            try (var door = open(address, login(Optional.empty(), Optional.empty(), certificates))) {
                Eventually.so(
                        "the certificate is not believed",
                        () -> door.figures().trouble().orElse("").contains("unable to find valid certification path"));
            }
        }
    }

    @Test
    void a_broker_may_ask_for_a_certificate_of_the_market() {
        var certificates = new Certificates(folder).signed("broker").signed("market");
        var settings = new java.util.ArrayList<>(tls(certificates));
        settings.add("require_certificate true");
        try (var broker = Mosquitto.with(folder, settings)) {
            var address = BrokerAddress.parse("mqtts://127.0.0.1:" + broker.port());
            var authority = Optional.of(certificates.certificate("ca"));
            try (var door = open(address, login(authority, Optional.of("market"), certificates))) {
                door.connected();
            }
            try (var door = open(address, login(authority, Optional.empty(), certificates))) {
                Eventually.so(
                        "it is not let in",
                        () -> !door.figures().trouble().orElse("").startsWith("not connected"));
                assertThat(door.figures().reconnections()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt://127.0.0.1,127.0.0.1,1883,false,mqtt://127.0.0.1:1883",
        "mqtts://broker.example,broker.example,8883,true,mqtts://broker.example:8883",
        "mqtt://[::1]:1900,::1,1900,false,mqtt://[::1]:1900",
        "mqtt://home/,home,1883,false,mqtt://home:1883",
    })
    void an_address_has_a_host_and_perhaps_a_port(String text, String host, int port, boolean tls, String shown) {
        assertThat(BrokerAddress.parse(text))
                .isEqualTo(new BrokerAddress(host, port, tls))
                .hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "http://127.0.0.1",
                "mqtt:127.0.0.1",
                "mqtt://a/b",
                "mqtt://a b",
                "mqtt://",
                "mqtt://a?b"
            })
    void anything_else_is_no_address(String text) {
        assertThatThrownBy(() -> BrokerAddress.parse(text))
                .hasMessageContaining("is not a broker's address such as mqtt://");
    }

    @Test
    void an_address_holds_no_password() {
        assertThatThrownBy(() -> BrokerAddress.parse("mqtt://market:secret@127.0.0.1"))
                .hasMessageContaining("EMS_MQTT_PASSWORD")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt://market:se/cret@host",
                "mqtt://market:cret@a b",
                "market:cret@host",
                "mqtt:market:cret@host"
            })
    void nor_is_a_password_echoed_where_the_address_is_none(String text) {
        assertThatThrownBy(() -> BrokerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret");
    }

    @Test
    void a_certificate_needs_its_key() {
        assertThatThrownBy(() -> new BrokerLogin(
                        "ems",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(folder),
                        Optional.empty()))
                .hasMessageContaining("belong together");
    }

    @Test
    void a_login_is_shown_without_its_password() {
        assertThat(login("market", "secret")).hasToString("ems as market");
    }

    private static DoorOnTest open(BrokerAddress address, BrokerLogin login) {
        return new DoorOnTest(Database.inMemory(), address, login, null);
    }

    private static BrokerLogin login(String user, String password) {
        return new BrokerLogin(
                "ems", Optional.of(user), Optional.of(password), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static BrokerLogin login(Optional<Path> authority, Optional<String> own, Certificates certificates) {
        return new BrokerLogin(
                "ems",
                Optional.empty(),
                Optional.empty(),
                authority,
                own.map(certificates::certificate),
                own.map(certificates::key));
    }

    private List<String> tls(Certificates certificates) {
        return List.of(
                "allow_anonymous true",
                "cafile " + certificates.certificate("ca"),
                "certfile " + certificates.certificate("broker"),
                "keyfile " + certificates.key("broker"));
    }
}
