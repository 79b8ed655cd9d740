package ems.processes.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A command asks the market of its folder, whose certificate is for another host than this machine. */
class MarketCallTest {

    private static final String PASSWORD = "of-the-market";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private HttpsServer server;

    @BeforeEach
    void aMarketWithACertificateForAnotherHost() throws Exception {
        var tls = Files.createDirectory(data.resolve("tls"));
        Files.writeString(tls.resolve("password"), PASSWORD);
        var file = tls.resolve("market.p12");
        keytool("-genkeypair -alias market -keyalg EC -groupname secp256r1 -dname CN=market.example"
                + " -ext san=dns:market.example,dns:*.market.example,uri:https://x.example,ip:2001:db8::1"
                + " -storetype PKCS12 -keystore " + file + " -storepass " + PASSWORD);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/api/people", asked -> {
            asked.sendResponseHeaders(204, -1);
            asked.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void keytool(String words) throws IOException, InterruptedException {
        var line = (Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + words).split(" ");
        var running = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor()).as(said).isZero();
    }

    private String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private int asked() throws IOException {
        return MarketCall.into(data).send("GET", "/api/people", "", PATIENCE).statusCode();
    }

    @Test
    void theCertificateInTheFolderIsTrustedWhateverHostItNames() throws IOException {
        DataFolder.of(data).answersAt(address(), Optional.empty());
        assertThat(asked()).isEqualTo(204);
    }

    @Test
    void oneFromElsewhereIsTrustedByTheFingerprintThatTheMarketNoted() throws Exception {
        var print = ServerCertificate.in(data).fingerprint();
        var pem = data.resolve("elsewhere.pem");
        keytool("-exportcert -rfc -alias market -keystore " + data.resolve("tls/market.p12") + " -storepass " + PASSWORD
                + " -file " + pem);
        assertThat(ServerCertificate.fingerprintOf(pem)).isEqualTo(print);
        Files.delete(data.resolve("tls/market.p12"));
        DataFolder.of(data).answersAt(address(), Optional.of(print));
        assertThat(asked()).isEqualTo(204);
    }

    @Test
    void anotherCertificateGetsNoTokenAndTheCommandSaysSo() {
        DataFolder.of(data).answersAt(address(), Optional.of("0".repeat(64)));
        assertThatThrownBy(this::asked)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("the market does not answer at " + address(), "another certificate");
    }

    @Test
    void theHostsOfACertificateAreItsNamesAndAddresses() throws IOException {
        assertThat(ServerCertificate.in(data).hosts())
                .containsExactly("market.example", "*.market.example", "2001:db8:0:0:0:0:0:1");
    }
}
