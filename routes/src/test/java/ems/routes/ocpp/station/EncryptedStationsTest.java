package ems.routes.ocpp.station;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PfxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.station.ServerSettings.Encryption;
import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.ocpp.table.StationLogin;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Security profiles 2 (TLS and a password) and 3 (a certificate) on one port. */
class EncryptedStationsTest {

    private static final String PASSWORD = "a password of profile 2";
    private static final String STORE = "changeit";
    private static final Map<String, StationLogin> LOGINS =
            Map.of("CP2", new ByPassword(PasswordDigest.of(PASSWORD.getBytes(UTF_8))), "CP3", new ByCertificate("CP3"));

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static CentralSystem central;

    @BeforeAll
    static void listen() throws Exception {
        vertx = Vertx.vertx();
        for (String name : new String[] {"market", "CP3", "CP4", "stranger"}) {
            makeKeys(name);
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : new String[] {"CP3", "CP4"}) {
            trusted.setCertificateEntry(
                    name,
                    KeyStore.getInstance(file(name).toFile(), STORE.toCharArray())
                            .getCertificate("key"));
        }
        try (var out = Files.newOutputStream(file("trusted"))) {
            trusted.store(out, STORE.toCharArray());
        }
        central = new CentralSystem(
                vertx,
                new ServerSettings(
                        "127.0.0.1",
                        0,
                        Optional.of(new Encryption(file("market"), Optional.of(file("trusted")), STORE)),
                        Duration.ofSeconds(10)),
                station -> Optional.ofNullable(LOGINS.get(station)),
                (station, call) -> CompletableFuture.completedFuture(FrameText.object()));
    }

    @AfterAll
    static void stop() {
        central.close();
        vertx.close();
    }

    private static Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private static void makeKeys(String name) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "O=Stations,CN=" + name,
                        "-keystore",
                        file(name).toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE)
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }

    private static WebSocketClientOptions with(String keys) {
        return RawStation.withKeys(
                new PfxOptions().setPath(file(keys).toString()).setPassword(STORE));
    }

    private static WebSocketClientOptions withoutKeys() {
        return new WebSocketClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
    }

    private static int answer(WebSocketClientOptions client, String station, String password) {
        var to = RawStation.plain(central.port(), station, "ocpp1.6").setSsl(true);
        return RawStation.refusal(vertx, client, password.isEmpty() ? to : RawStation.basic(to, station, password));
    }

    @Test
    void aPasswordOverTlsLetsIn() {
        assertThat(answer(withoutKeys(), "CP2", PASSWORD)).isEqualTo(101);
        assertThat(answer(withoutKeys(), "CP2", PASSWORD + "x")).isEqualTo(401);
        assertThat(answer(with("CP3"), "CP2", "")).isEqualTo(401);
    }

    @Test
    void aCertificateLetsInTheStationOfItsNameAlone() {
        assertThat(answer(with("CP3"), "CP3", "")).isEqualTo(101);
        assertThat(answer(with("CP4"), "CP3", "")).isEqualTo(403);
        assertThat(answer(withoutKeys(), "CP3", "")).isEqualTo(401);
        assertThat(answer(withoutKeys(), "CP3", PASSWORD)).isEqualTo(401);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNone() {
        assertThat(answer(with("stranger"), "CP3", "")).isEqualTo(401);
    }

    @Test
    void plainTextOpensNoConnection() {
        var to = RawStation.basic(RawStation.plain(central.port(), "CP2", "ocpp1.6"), "CP2", PASSWORD);
        assertThatThrownBy(() -> RawStation.connect(vertx, new WebSocketClientOptions(), to))
                .isInstanceOf(IllegalStateException.class);
    }
}
