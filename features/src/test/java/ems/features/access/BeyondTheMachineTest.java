package ems.features.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.features.packaged.Application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A market that other machines reach starts only with TLS and somebody who may log in; it says so before its port is open. */
class BeyondTheMachineTest {

    private static final int REFUSED = 2;

    @TempDir
    Path folder;

    private void refused(Path data, String... why) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var market = Application.command(
                        List.of(),
                        "run",
                        "--host",
                        "0.0.0.0",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = market.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(market.waitFor()).as(said).isEqualTo(REFUSED);
        assertThat(said).contains(why).doesNotContain("Exception", "\tat ");
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void withoutACertificateItDoesNotStart() throws Exception {
        refused(
                folder.resolve("plain"),
                "other machines reach 0.0.0.0, and what they send would not be encrypted",
                "./ems certificate --host NAME");
    }

    @Test
    void withoutAnybodyWhoMayLogInItDoesNotStart() throws Exception {
        var data = folder.resolve("nobody");
        LockedMarket.command("", "certificate", "--host", "localhost", "--data", data.toString());
        refused(data, "other machines reach 0.0.0.0, and nobody could log in", "./ems people add NAME --role admin");
    }
}
